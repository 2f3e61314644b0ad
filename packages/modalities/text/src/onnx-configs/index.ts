export * from "./encoder-decoder-base-onnx-config.ts";
export * from "./text-decoder-onnx-config.ts";
export * from "./text-encoder-onnx-config.ts";
export * from "./text-seq2seq-onnx-config.ts";
export * from "./text-seq2seq-or-decoder-onnx-config.ts";
