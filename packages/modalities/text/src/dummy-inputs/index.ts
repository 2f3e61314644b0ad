export * from "./bart-dummy-text-input-generator.ts";
export * from "./dummy-decoder-text-input-generator.ts";
export * from "./dummy-past-key-values-generator.ts";
export * from "./dummy-seq2seq-past-key-values-generator.ts";
export * from "./dummy-text-input-generator.ts";
export * from "./dummy-xpath-seq-input-generator.ts";
export * from "./longformer-dummy-text-input-generator.ts";
