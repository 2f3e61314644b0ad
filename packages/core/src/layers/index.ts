export * from "./activation.ts";
export * from "./batch-norm.ts";
export * from "./convolution.ts";
export * from "./embedding.ts";
export * from "./group-norm.ts";
export * from "./layer-norm.ts";
export * from "./linear.ts";
