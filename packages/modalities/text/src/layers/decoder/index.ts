export * from "./experts.ts";
export * from "./gated-feed-forward.ts";
export * from "./head-norm.ts";
export * from "./layer-types.ts";
export * from "./rotary-attention.ts";
