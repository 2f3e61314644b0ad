export * from "./contrastive-onnx-config.ts";
export * from "./text-and-vision-onnx-config.ts";
