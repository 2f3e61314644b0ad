import type { OnnxConfig } from "@transonnx/core";
import { allocate, bindDims, evaluateDim, type NDArray, ndarray, sizeOf, type TensorType } from "@transonnx/graph";
import type { Interface } from "../checks/interface-checks.ts";
import { inputTypesOf, outputTypesOf, type ReferenceModel, type ValidateModelOptions } from "../validate-model.ts";

/** A graph that is one branch of a file. */
export interface Branch extends ReferenceModel {
  readonly onnxConfig: OnnxConfig;
}

/** What validateModel takes for one branch of a merged decoder, but for the file. */
export type BranchOptions = Branch & Required<Pick<ValidateModelOptions, "declared" | "feeds">>;

/**
 * The branches of a merged decoder, whose input `use_cache_branch` chooses one: that without a past, and that with one. The
 * file has the inputs of both; those of the other branch are fed as zeros, a past as an empty one.
 */
export function mergedBranches(
  noPast: Branch,
  withPast: Branch,
): { readonly [B in "noPast" | "withPast"]: BranchOptions } {
  const inputs: Interface = {
    ...inputTypesOf(noPast.inputs, noPast.onnxConfig),
    ...inputTypesOf(withPast.inputs, withPast.onnxConfig),
    use_cache_branch: { dtype: "bool", shape: [1] },
  };
  const declared = { inputs, outputs: outputTypesOf(noPast.outputs, noPast.onnxConfig) };
  const feeds = (useCache: boolean) => (given: Readonly<Record<string, NDArray>>) => ({
    ...zerosFor(inputs, given),
    ...given,
    use_cache_branch: ndarray("bool", [1], Uint8Array.of(useCache ? 1 : 0)),
  });
  return {
    noPast: { ...noPast, declared, feeds: feeds(false) },
    withPast: { ...withPast, declared, feeds: feeds(true) },
  };
}

/** Zeros for the inputs that are not given. A size that these do not tell is that of a past, which is empty. */
function zerosFor(inputs: Interface, given: Readonly<Record<string, NDArray>>): Record<string, NDArray> {
  const known = Object.entries(inputs).filter(([name]) => given[name]);
  const bindings = bindDims(known, (name) => given[name]!.shape);
  const missing = Object.entries(inputs).filter(([name]) => !given[name]);
  return Object.fromEntries(missing.map(([name, type]) => [name, zeros(type, (symbol) => bindings.get(symbol) ?? 0)]));
}

function zeros({ dtype, shape }: TensorType, sizeOfSymbol: (symbol: string) => number): NDArray {
  const sizes = shape.map((size) => evaluateDim(size, sizeOfSymbol));
  return ndarray(dtype, sizes, allocate(dtype, sizeOf(sizes)));
}
