export * from "./checkpoints/checkpoint-suite.ts";
export * from "./contract/contract.ts";
export * from "./goldens/compare.ts";
export type * from "./goldens/golden.ts";
export * from "./goldens/golden-arrays.ts";
export * from "./goldens/golden-suite.ts";
export * from "./goldens/read-goldens.ts";
export * from "./goldens/run-golden.ts";
export * from "./onnxruntime/run-onnx.ts";
