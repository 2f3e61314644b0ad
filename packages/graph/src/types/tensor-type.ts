import type { Dim } from "./dim.ts";
import type { DType } from "./dtype.ts";

/** Element type and shape. A dim that is a string is known only at run time. */
export interface TensorType {
  readonly dtype: DType;
  readonly shape: readonly Dim[];
}

/**
 * A type, and where it is known while the graph is being built, what an integer vector or a scalar holds: the target of a
 * Reshape, the bounds of a Slice or a Range. ONNX calls this data propagation.
 */
export interface KnownType extends TensorType {
  readonly elements?: readonly Dim[] | undefined;
}

/** `float32[batch_size, 4, 8]`. */
export const showType = ({ dtype, shape }: TensorType): string => `${dtype}[${shape.join(", ")}]`;
