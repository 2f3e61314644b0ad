export * from "./dummy-bbox-input-generator.ts";
export * from "./dummy-paired-text-input-generator.ts";
export * from "./dummy-points-generator.ts";
export * from "./dummy-vision-embeddings-generator.ts";
