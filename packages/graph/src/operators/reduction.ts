import { reducedAxes, reducedShape, reduceElements } from "../kernels/reduce.ts";
import { ints } from "../tensors/constant.ts";
import type { Tensor } from "../tensors/tensor.ts";
import type { DType } from "../types/dtype.ts";
import { toNumbers } from "../types/ndarray.ts";
import { apply } from "./apply.ts";
import { int } from "./attributes.ts";
import { type Operator, primitive, reference, type StandardReference } from "./operator.ts";

/** An operator that folds the elements along axes into one. */
export const reduction = (spec: { readonly name: string; readonly since: number }) =>
  primitive({
    ...spec,
    inputs: ["data", "axes?"],
    outputs: ["reduced"],
    attributes: { keepdims: int(1), noop_with_empty_axes: int(0) },
    infer([x, axes], { keepdims, noop_with_empty_axes }) {
      if (axes && !axes.elements) throw new Error("the axes must be known while the graph is built");
      if (!axes?.elements?.length && noop_with_empty_axes) return x!;
      const gone = reducedAxes(axes?.elements as number[] | undefined, x!.shape.length);
      return { dtype: x!.dtype, shape: reducedShape(x!.shape, gone, keepdims === 1) };
    },
  });

interface ReductionReference {
  readonly doc: string;
  /** The result of folding nothing. */
  readonly start: number | ((dtype: DType) => number);
  readonly step: (total: number, x: number) => number;
  readonly finish?: (total: number, count: number) => number;
}

/** The reference of an operator that reduces axes, one element after another. */
export const reductionReference = (
  op: ReturnType<typeof reduction>,
  { doc, start, step, finish }: ReductionReference,
): StandardReference =>
  reference(op, {
    doc,
    evaluate([x, axes], { keepdims, noop_with_empty_axes }) {
      const listed = axes && Array.from(toNumbers(axes));
      const none = !listed?.length && noop_with_empty_axes === 1;
      const rule = { start: typeof start === "number" ? start : start(x!.dtype), step, ...(finish && { finish }) };
      return reduceElements(x!, none ? [] : reducedAxes(listed, x!.shape.length), keepdims === 1, rule);
    },
    samples: [
      {
        inputs: [
          { dtype: "float32", shape: ["n", 4] },
          { dtype: "int64", shape: [1], data: BigInt64Array.of(-1n) },
        ],
      },
    ],
  });

/** Folds along axes; `keepdims` (default true) leaves them with size 1. */
export const applyReduction =
  (op: Operator) =>
  (x: Tensor, axes: readonly number[], { keepdims = true } = {}): Tensor =>
    apply(op, [x, ints(...axes)], { keepdims: keepdims ? 1 : 0 });
