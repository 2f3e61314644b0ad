export * from "./adapter.ts";
export * from "./feature-encoder.ts";
export * from "./heads.ts";
export * from "./positional-convolution.ts";
export * from "./speech-encoder.ts";
export * from "./x-vector.ts";
