export * from "./config/index.ts";
export * from "./dummy-inputs/index.ts";
export * from "./layers/index.ts";
export * from "./onnx-configs/index.ts";
export * from "./speech-tasks.ts";
