import { gatherStrided } from "../kernels/strided.ts";
import { applyAll } from "../operators/apply.ts";
import { int } from "../operators/attributes.ts";
import { primitive, reference } from "../operators/operator.ts";
import { sizes } from "../tensors/constant.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { addDims, type Dim, divideDims } from "../types/dim.ts";
import { toNumbers } from "../types/ndarray.ts";
import { normalizeAxis, stridesOf } from "../types/shape.ts";

/** The lengths of the parts: those given, or `count` equal ones; `uneven` lets the last be shorter. */
function lengths(size: Dim, given: readonly Dim[] | undefined, count: number, uneven: boolean): readonly Dim[] {
  if (given) {
    const total = addDims(...given);
    if (total !== size) throw new Error(`the parts [${given.join(", ")}] make ${total}, not ${size}`);
    if (given.length !== count) throw new Error(`${given.length} parts are given, ${count} are asked for`);
    return given;
  }
  const equal = divideDims(size, count);
  if (equal !== undefined) return new Array<Dim>(count).fill(equal);
  if (typeof size !== "number" || !uneven) throw new Error(`${size} does not split into ${count} equal parts`);
  const part = Math.ceil(size / count);
  return Array.from({ length: count }, (_, i) => Math.max(0, Math.min(part, size - i * part)));
}

export const Split = primitive({
  name: "Split",
  since: 13,
  inputs: ["input", "split?"],
  outputs: ["outputs..."],
  attributes: { axis: int(0), num_outputs: int(undefined, { since: 18 }) },
  infer([x, split], { axis, num_outputs }, outputs) {
    if (split && !split.elements) throw new Error("the lengths must be known while the graph is built: use sizes()");
    const at = normalizeAxis(axis, x!.shape.length);
    const parts = lengths(x!.shape[at]!, split?.elements, num_outputs ?? outputs, num_outputs !== undefined);
    let start = 0;
    return parts.map((length) => {
      const type = { dtype: x!.dtype, shape: x!.shape.with(at, length) };
      if (!x!.elements || typeof length !== "number") return type;
      start += length;
      return { ...type, elements: x!.elements.slice(start - length, start) };
    });
  },
});

/** Cuts x along an axis into parts of these lengths. */
export const split = (x: Tensor, axis: number, parts: readonly Dim[]): readonly Tensor[] =>
  applyAll(Split, [x, sizes(parts)], { axis }, parts.length);

export const SplitReference = reference(Split, {
  doc: "Cuts a tensor along an axis into parts of the given lengths, or into equal ones.",
  evaluate([x, split], { axis, num_outputs }, outputs) {
    const at = normalizeAxis(axis, x!.shape.length);
    const given = split && Array.from(toNumbers(split));
    const parts = lengths(x!.shape[at]!, given, num_outputs ?? outputs, num_outputs !== undefined) as number[];
    const strides = stridesOf(x!.shape);
    let start = 0;
    return parts.map((length) => {
      const part = gatherStrided(x!, x!.shape.with(at, length), strides, start * strides[at]!);
      start += length;
      return part;
    });
  },
  samples: [
    {
      inputs: [
        { dtype: "float32", shape: ["b", 6] },
        { dtype: "int64", shape: [2], data: BigInt64Array.of(2n, 4n) },
      ],
      attributes: { axis: -1 },
      outputs: 2,
    },
    { inputs: [{ dtype: "float32", shape: ["b", 7] }], attributes: { axis: 1, num_outputs: 3 }, outputs: 3 },
  ],
});
