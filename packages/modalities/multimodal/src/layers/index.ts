export * from "./clip-encoder.ts";
export * from "./similarity.ts";
