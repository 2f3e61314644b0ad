export * from "./config.ts";
export * from "./decoder-stack.ts";
export * from "./encoder-stack.ts";
export * from "./learned-positions.ts";
