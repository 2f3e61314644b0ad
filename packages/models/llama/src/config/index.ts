export * from "./granite.ts";
export * from "./llama.ts";
export * from "./mistral.ts";
export * from "./olmo2.ts";
export * from "./phi3.ts";
export * from "./qwen.ts";
export * from "./smollm3.ts";
