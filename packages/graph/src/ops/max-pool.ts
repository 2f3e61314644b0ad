import { floatsOf } from "../kernels/matmul.ts";
import { countingStrides, largestOfWindows } from "../kernels/pool.ts";
import { apply } from "../operators/apply.ts";
import { int, intList } from "../operators/attributes.ts";
import { primitive, reference } from "../operators/operator.ts";
import { outputSizes, slidesOver, type WindowOptions, windowAttributes, windowOptions } from "../operators/windows.ts";
import type { Tensor } from "../tensors/tensor.ts";
import type { Dim } from "../types/dim.ts";
import { allocate } from "../types/dtype.ts";
import { fromNumbers } from "../types/ndarray.ts";
import { sizeOf } from "../types/shape.ts";

export const MaxPool = primitive({
  name: "MaxPool",
  since: 13,
  inputs: ["X"],
  outputs: ["Y", "Indices?"],
  attributes: windowAttributes({
    ceil_mode: int(0),
    dilations: intList(undefined),
    kernel_shape: intList(),
    storage_order: int(0),
  }),
  infer([x], attributes) {
    const [batch, channels, ...spatial] = x!.shape as [Dim, Dim, ...Dim[]];
    const shape = [batch, channels, ...outputSizes(spatial, attributes.kernel_shape, attributes)];
    return [
      { dtype: x!.dtype, shape },
      { dtype: "int64", shape },
    ];
  },
});

export interface PoolOptions extends WindowOptions {
  /** Whether a last window that reaches beyond the end counts. Default false. */
  readonly ceilMode?: boolean;
}

/** The largest element in each window over the axes of x[b, c, …] after the second. */
export const maxPool = (
  x: Tensor,
  kernel: readonly number[],
  { ceilMode = false, ...window }: PoolOptions = {},
): Tensor =>
  apply(MaxPool, [x], {
    kernel_shape: kernel,
    ...windowOptions(kernel.length, window),
    ...(ceilMode && { ceil_mode: 1 }),
  });

export const MaxPoolReference = reference(MaxPool, {
  doc: "The largest element that a window sees of each channel, and where in X it lies.",
  evaluate([x], attributes, outputs) {
    const [batch, channels, ...spatial] = x!.shape as [number, number, ...number[]];
    const slides = slidesOver(spatial, attributes.kernel_shape, attributes);
    const shape = [batch, channels, ...slides.map(({ output }) => output)];
    const from = floatsOf(x!);
    const largest = from instanceof Float32Array ? new Float32Array(sizeOf(shape)) : new Float64Array(sizeOf(shape));
    const indices = allocate("int64", outputs > 1 ? largest.length : 0);
    const strides = countingStrides(spatial, attributes.storage_order === 1);
    largestOfWindows(from, largest, spatial, slides, strides, (i, position) => {
      if (outputs > 1) indices[i] = BigInt(position);
    });
    return [
      { dtype: x!.dtype, shape, data: fromNumbers(x!.dtype, largest) },
      { dtype: "int64", shape, data: indices },
    ];
  },
  samples: [
    {
      inputs: [{ dtype: "float32", shape: ["b", 3, "h", 7] }],
      attributes: { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] },
    },
    {
      inputs: [{ dtype: "float32", shape: [1, 2, "h", "w"] }],
      attributes: { kernel_shape: [2, 1], strides: [2, 2], ceil_mode: 1 },
      outputs: 2,
    },
    { inputs: [{ dtype: "float32", shape: [1, 2, 6] }], attributes: { kernel_shape: [2], dilations: [3] } },
  ],
});
