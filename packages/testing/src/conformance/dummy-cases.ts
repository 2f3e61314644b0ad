import type { OnnxConfig } from "@transonnx/core";
import { shapeMatrix } from "@transonnx/validator";
import type { Arrays } from "./subject.ts";

/** Sizes of free axes, by the keyword of generateDummyInputs. */
export type Sizes = Readonly<Record<string, number>>;

/** The sizes that a validation runs: several of every axis that it has sizes for. */
export const triedSizes = (onnxConfig: OnnxConfig): readonly Sizes[] =>
  shapeMatrix(onnxConfig).map(({ sizes }) => sizes);

/** Inputs of these sizes: those of the names, always the same. */
export function dummyInputs(onnxConfig: OnnxConfig, sizes: Sizes, names: readonly string[]): Arrays {
  const made = onnxConfig.onnxDummyInputs(onnxConfig.generateDummyInputs({ ...sizes, seed: 1 }));
  return Object.fromEntries(names.map((name) => [name, made[name]!]));
}

/** Inputs of each of the sizes that a validation runs. */
export const dummyCases = (onnxConfig: OnnxConfig, names: readonly string[]): readonly Arrays[] =>
  triedSizes(onnxConfig).map((sizes) => dummyInputs(onnxConfig, sizes, names));
