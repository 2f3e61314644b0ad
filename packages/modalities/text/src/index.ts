export * from "./decoder-tasks.ts";
export * from "./dummy-inputs/index.ts";
export * from "./encoder-decoder/index.ts";
export * from "./layers/index.ts";
export * from "./onnx-configs/index.ts";
