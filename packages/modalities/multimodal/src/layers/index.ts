export * from "./clip-config.ts";
export * from "./clip-encoder.ts";
export * from "./similarity.ts";
