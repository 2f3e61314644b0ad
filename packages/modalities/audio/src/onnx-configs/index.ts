export * from "./audio-onnx-config.ts";
export * from "./audio-to-text-onnx-config.ts";
export * from "./waveform-onnx-config.ts";
