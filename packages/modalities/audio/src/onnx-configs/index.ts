export * from "./audio-onnx-config.ts";
export * from "./waveform-onnx-config.ts";
