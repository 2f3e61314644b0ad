export * from "./backbone.ts";
export * from "./timm.ts";
export * from "./transformers.ts";
