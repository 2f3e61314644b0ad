export * from "./vit.ts";
export * from "./vit-config.ts";
export * from "./vit-embeddings.ts";
