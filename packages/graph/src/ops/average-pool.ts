import { allocateFloats, floatsOf } from "../kernels/matmul.ts";
import { averageWindows } from "../kernels/pool.ts";
import type { Slide } from "../kernels/windows.ts";
import { apply } from "../operators/apply.ts";
import { int, intList } from "../operators/attributes.ts";
import { primitive, reference } from "../operators/operator.ts";
import { outputSizes, slidesOver, windowAttributes, windowOptions } from "../operators/windows.ts";
import type { Tensor } from "../tensors/tensor.ts";
import type { Dim } from "../types/dim.ts";
import { sizeOf } from "../types/shape.ts";
import type { PoolOptions } from "./max-pool.ts";

/** How many of a window's elements lie on an axis, padding included on request, at each of its places. */
function counted({ kernel, stride, dilation, before, after, output }: Slide, size: number, padding: boolean): number[] {
  const [low, high] = padding ? [-before, size + after] : [0, size];
  return Array.from({ length: output }, (_, place) => {
    const taps = Array.from({ length: kernel }, (_, tap) => place * stride - before + tap * dilation);
    return taps.filter((position) => position >= low && position < high).length;
  });
}

export const AveragePool = primitive({
  name: "AveragePool",
  since: 13,
  inputs: ["X"],
  outputs: ["Y"],
  attributes: windowAttributes({
    ceil_mode: int(0),
    count_include_pad: int(0),
    dilations: intList(undefined, { since: 19 }),
    kernel_shape: intList(),
  }),
  infer([x], attributes) {
    const [batch, channels, ...spatial] = x!.shape as [Dim, Dim, ...Dim[]];
    return { dtype: x!.dtype, shape: [batch, channels, ...outputSizes(spatial, attributes.kernel_shape, attributes)] };
  },
});

export interface AveragePoolOptions extends PoolOptions {
  /** Whether padding counts, as PyTorch has it by default. Default false. */
  readonly countIncludePad?: boolean;
}

/** The mean of each window over the axes of x[b, c, …] after the second. */
export const averagePool = (
  x: Tensor,
  kernel: readonly number[],
  { ceilMode = false, countIncludePad = false, ...window }: AveragePoolOptions = {},
): Tensor =>
  apply(AveragePool, [x], {
    kernel_shape: kernel,
    ...windowOptions(kernel.length, window),
    ...(ceilMode && { ceil_mode: 1 }),
    ...(countIncludePad && { count_include_pad: 1 }),
  });

export const AveragePoolReference = reference(AveragePool, {
  doc: "The mean of what a window sees of each channel; padding counts on request.",
  evaluate([x], attributes) {
    const [batch, channels, ...spatial] = x!.shape as [number, number, ...number[]];
    const slides = slidesOver(spatial, attributes.kernel_shape, attributes);
    const shape = [batch, channels, ...slides.map(({ output }) => output)];
    const counts = slides
      .map((slide, i) => counted(slide, spatial[i]!, attributes.count_include_pad === 1))
      .reduce((outer, inner) => outer.flatMap((a) => inner.map((b) => a * b)), [1]);
    const data = allocateFloats(x!.dtype, sizeOf(shape));
    averageWindows(floatsOf(x!), data, spatial, slides, counts);
    return { dtype: x!.dtype, shape, data };
  },
  samples: [
    {
      inputs: [{ dtype: "float32", shape: ["b", 3, "h", 6] }],
      attributes: { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] },
    },
    {
      inputs: [{ dtype: "float32", shape: [1, 2, "t"] }],
      attributes: { kernel_shape: [2], strides: [2], pads: [1, 1], count_include_pad: 1 },
    },
  ],
});
