export { FLOAT_DTYPES, type FloatDType, INT_DTYPES, type IntDType, onnxDType } from "./dtypes.ts";
export * from "./dummy-input-generator.ts";
export {
  type BothCases,
  DEFAULT_DUMMY_SHAPES,
  type DependentLength,
  type DummyInputOptions,
  type DummyShapeName,
  type DummyShapes,
  type ResolvedDummyOptions,
  type SizeRange,
} from "./options.ts";
export type { DummyImage, Encoding, NestedNumbers, PreprocessorLike, TensorLike } from "./preprocessor.ts";
export { DEFAULT_PREPROCESSOR_OPTIONS, type PreprocessorDummyOptions } from "./preprocessor-options.ts";
export * from "./random-source.ts";
export * from "./tensors.ts";
