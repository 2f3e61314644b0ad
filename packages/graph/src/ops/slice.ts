import { gatherStrided } from "../kernels/strided.ts";
import { apply } from "../operators/apply.ts";
import { primitive, reference } from "../operators/operator.ts";
import { ints, sizes } from "../tensors/constant.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { type Dim, dimSymbols, subtractDims } from "../types/dim.ts";
import { toNumbers } from "../types/ndarray.ts";
import { normalizeAxis, stridesOf } from "../types/shape.ts";
import type { KnownType } from "../types/tensor-type.ts";

const farAway = 2 ** 53 - 1;

interface Bounds {
  readonly axis: number;
  readonly start: number;
  readonly step: number;
  readonly length: number;
}

/** numpy's rule: negative bounds count from the end, bounds beyond an end are moved to it. */
function bounds(axis: number, size: number, start: number, end: number, step: number): Bounds {
  if (step === 0) throw new Error("a step of 0 never ends");
  const clamp = (value: number, low: number, high: number) =>
    Math.min(Math.max(value < 0 ? value + size : value, low), high);
  const [from, to] =
    step > 0 ? [clamp(start, 0, size), clamp(end, 0, size)] : [clamp(start, 0, size - 1), clamp(end, -1, size - 1)];
  return { axis, start: from, step, length: Math.max(0, Math.ceil((to - from) / step)) };
}

/** The length of x[start:end] where a size is symbolic; the author vouches that a symbolic bound lies inside. */
function symbolicLength(size: Dim, start: Dim, end: Dim, step: Dim): Dim {
  if (step !== 1) throw new Error("a slice of a symbolic size needs step 1");
  const resolve = (bound: Dim): Dim =>
    typeof bound !== "number" ? bound : bound >= farAway ? size : bound < 0 ? subtractDims(size, -bound) : bound;
  return subtractDims(resolve(end), resolve(start));
}

const list = (type: KnownType | undefined): readonly Dim[] | undefined => {
  if (type && !type.elements) throw new Error("the bounds must be known while the graph is built: use sizes()");
  return type?.elements;
};

export const Slice = primitive({
  name: "Slice",
  since: 13,
  inputs: ["data", "starts", "ends", "axes?", "steps?"],
  outputs: ["output"],
  attributes: {},
  infer([x, startsType, endsType, axesType, stepsType]) {
    const [starts, ends] = [list(startsType)!, list(endsType)!];
    const axes = (list(axesType) as number[] | undefined) ?? starts.map((_, i) => i);
    const steps = list(stepsType) ?? starts.map(() => 1);
    const shape = [...x!.shape];
    axes.forEach((a, i) => {
      const axis = normalizeAxis(a, shape.length);
      const parts = [shape[axis]!, starts[i]!, ends[i]!, steps[i]!] as const;
      shape[axis] = parts.every((p) => typeof p === "number")
        ? bounds(axis, ...(parts as [number, number, number, number])).length
        : symbolicLength(...parts);
    });
    const type = { dtype: x!.dtype, shape };
    if (!x!.elements || ![...starts, ...ends].every((d) => dimSymbols(d).length === 0)) return type;
    const { start, step, length } = bounds(
      0,
      x!.elements.length,
      starts[0] as number,
      ends[0] as number,
      steps[0] as number,
    );
    return { ...type, elements: Array.from({ length }, (_, i) => x!.elements![start + i * step]!) };
  },
});

/**
 * x[start:end] along one axis. A negative number counts from the end; an absent end is the end. A symbolic bound must
 * lie inside the axis. The whole axis costs nothing.
 */
export function slice(x: Tensor, axis: number, start: Dim, end: Dim = farAway): Tensor {
  if (start === 0 && end === x.type.shape.at(axis)) return x;
  return apply(Slice, [x, sizes([start]), sizes([end]), ints(axis)]);
}

export const SliceReference = reference(Slice, {
  doc: "A range of each named axis, as numpy's x[start:end:step].",
  evaluate([x, startsArray, endsArray, axesArray, stepsArray]) {
    const [starts, ends] = [toNumbers(startsArray!), toNumbers(endsArray!)];
    const axes = axesArray && toNumbers(axesArray);
    const steps = stepsArray && toNumbers(stepsArray);
    const shape = [...x!.shape];
    const strides = stridesOf(shape);
    let offset = 0;
    for (let i = 0; i < starts.length; i++) {
      const axis = normalizeAxis(axes ? axes[i]! : i, shape.length);
      const { start, step, length } = bounds(axis, x!.shape[axis]!, starts[i]!, ends[i]!, steps ? steps[i]! : 1);
      offset += start * strides[axis]!;
      strides[axis]! *= step;
      shape[axis] = length;
    }
    return gatherStrided(x!, shape, strides, offset);
  },
  samples: [
    {
      inputs: [
        { dtype: "float32", shape: ["b", 6] },
        { dtype: "int64", shape: [1], data: BigInt64Array.of(1n) },
        { dtype: "int64", shape: [1], data: BigInt64Array.of(-1n) },
        { dtype: "int64", shape: [1], data: BigInt64Array.of(1n) },
      ],
    },
  ],
});
