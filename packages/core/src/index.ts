export * from "./errors/index.ts";
export * from "./normalized-config/index.ts";
export * from "./onnx-config/pretrained-config.ts";
export * from "./tasks/index.ts";
