export * from "./gated-feed-forward.ts";
export * from "./rotary-attention.ts";
