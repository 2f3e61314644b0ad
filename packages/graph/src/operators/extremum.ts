import { reducedShape } from "../kernels/reduce.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { allocate } from "../types/dtype.ts";
import { type NDArray, toNumbers } from "../types/ndarray.ts";
import { normalizeAxis, sizeOf } from "../types/shape.ts";
import { apply } from "./apply.ts";
import { int } from "./attributes.ts";
import { type Operator, primitive, reference, type StandardReference } from "./operator.ts";

/** An operator that finds where the most extreme element along an axis stands. */
export const extremum = (spec: { readonly name: string; readonly since: number }) =>
  primitive({
    ...spec,
    inputs: ["data"],
    outputs: ["reduced"],
    attributes: { axis: int(0), keepdims: int(1), select_last_index: int(0) },
    infer: ([x], { axis, keepdims }) => ({
      dtype: "int64",
      shape: reducedShape(x!.shape, [normalizeAxis(axis, x!.shape.length)], keepdims === 1),
    }),
  });

interface ExtremumReference {
  readonly doc: string;
  /** Whether a is more extreme than b. */
  readonly beats: (a: number, b: number) => boolean;
}

/** The reference of an operator that keeps the element that beats the others, of any number of broadcast inputs. */
export const extremumReference = (
  op: ReturnType<typeof extremum>,
  { doc, beats }: ExtremumReference,
): StandardReference =>
  reference(op, {
    doc,
    evaluate: ([x], { axis, keepdims, select_last_index }) => {
      const at = normalizeAxis(axis, x!.shape.length);
      const shape = reducedShape(x!.shape, [at], keepdims === 1);
      return { dtype: "int64", shape, data: positions(x!, at, beats, select_last_index === 1) };
    },
    samples: [
      { inputs: [{ dtype: "float32", shape: ["n", 4] }], attributes: { axis: -1 } },
      { inputs: [{ dtype: "float32", shape: [3, "n"] }], attributes: { keepdims: 0 } },
    ],
  });

function positions(x: NDArray, axis: number, beats: ExtremumReference["beats"], last: boolean): BigInt64Array {
  const n = x.shape[axis]!;
  const stride = sizeOf(x.shape.slice(axis + 1));
  const from = toNumbers(x);
  const out = allocate("int64", sizeOf(x.shape.toSpliced(axis, 1)));
  if (n === 0 && out.length > 0) throw new Error(`axis ${axis} is empty: nothing stands on it`);
  for (let i = 0; i < out.length; i++) {
    const start = Math.floor(i / stride) * n * stride + (i % stride);
    let best = 0;
    for (let k = 1; k < n; k++) {
      const [value, champion] = [from[start + k * stride]!, from[start + best * stride]!];
      if (beats(value, champion) || (last && value === champion)) best = k;
    }
    out[i] = BigInt(best);
  }
  return out;
}

/** Positions along an axis; `keepdims` (default true) leaves it with size 1. Of equal elements the first counts. */
export const applyExtremum =
  (op: Operator) =>
  (x: Tensor, axis: number, { keepdims = true } = {}): Tensor =>
    apply(op, [x], { axis, keepdims: keepdims ? 1 : 0 });
