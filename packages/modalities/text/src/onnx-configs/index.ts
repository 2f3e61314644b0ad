export * from "./text-encoder-onnx-config.ts";
