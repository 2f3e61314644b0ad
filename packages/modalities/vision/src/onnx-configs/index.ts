export * from "./pictures.ts";
export * from "./vision-onnx-config.ts";
