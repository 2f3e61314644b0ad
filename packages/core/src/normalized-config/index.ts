export * from "./normalized-config.ts";
export * from "./normalized-encoder-decoder-config.ts";
export * from "./normalized-seq2seq-config.ts";
export * from "./normalized-text-and-vision-config.ts";
export * from "./normalized-text-config.ts";
export * from "./normalized-vision-config.ts";
