export * from "./dummy-text-input-generator.ts";
export * from "./dummy-xpath-seq-input-generator.ts";
export * from "./longformer-dummy-text-input-generator.ts";
