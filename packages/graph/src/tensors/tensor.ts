import { type Dim, dim } from "../types/dim.ts";
import type { NDArray } from "../types/ndarray.ts";
import type { KnownType, TensorType } from "../types/tensor-type.ts";
import type { Node } from "./node.ts";

/** A value that will exist when the graph runs. Tensors are compared by identity. */
export interface Tensor<S extends Source = Source> {
  readonly type: KnownType;
  readonly source: S;
}

/** Where a tensor comes from. */
export type Source = InputSource | ParameterSource | ConstantSource | SizesSource | NodeSource;

/** A value that the user passes. */
export interface InputSource {
  readonly kind: "input";
  readonly name: string;
}

/** A tensor of the checkpoint; its name is its key there. */
export interface ParameterSource {
  readonly kind: "parameter";
  readonly name: string;
}

/** A value that the model's code fixes. */
export interface ConstantSource {
  readonly kind: "constant";
  readonly value: NDArray;
}

/** Sizes as an int64 vector (or scalar): a constant but for the symbols in it, which get their values at run time. */
export interface SizesSource {
  readonly kind: "sizes";
  readonly sizes: readonly Dim[];
}

/** Output `index` of an operator's application. */
export interface NodeSource {
  readonly kind: "node";
  readonly node: Node;
  readonly index: number;
}

/** A value that the user passes under this name. Its sizes may be written as a person writes them: `"b + a"`. */
export const input = (name: string, type: TensorType): Tensor<InputSource> => ({
  type: { ...type, shape: type.shape.map(dim) },
  source: { kind: "input", name },
});

/** A tensor of the checkpoint. Its dtype is the one that the graph computes in, whatever the file stores. */
export const parameter = (name: string, type: TensorType): Tensor<ParameterSource> => ({
  type,
  source: { kind: "parameter", name },
});
