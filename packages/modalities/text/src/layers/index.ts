export * from "./embeddings.ts";
export * from "./encoder.ts";
export * from "./heads.ts";
export * from "./padding-mask.ts";
export * from "./positions.ts";
export * from "./relative-key.ts";
export * from "./self-attention.ts";
export * from "./vocabulary.ts";
