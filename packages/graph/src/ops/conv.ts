import { addBias, convolve } from "../kernels/convolution.ts";
import { allocateFloats, floatsOf } from "../kernels/matmul.ts";
import { apply } from "../operators/apply.ts";
import { int, intList } from "../operators/attributes.ts";
import { sameDType } from "../operators/elementwise.ts";
import { primitive, reference } from "../operators/operator.ts";
import { outputSizes, slidesOver, type WindowOptions, windowAttributes, windowOptions } from "../operators/windows.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { type Dim, divideDims, multiplyDims } from "../types/dim.ts";
import { sizeOf } from "../types/shape.ts";
import type { TensorType } from "../types/tensor-type.ts";

/** The window's size along each spatial axis. */
export function kernelOf({ shape }: TensorType, kernelShape: readonly number[] | undefined): readonly number[] {
  const kernel = shape.slice(2);
  if (!kernel.every((size) => typeof size === "number"))
    throw new Error(`the weight [${shape.join(", ")}] must have known sizes`);
  if (kernelShape && kernelShape.join() !== kernel.join())
    throw new Error(`kernel_shape [${kernelShape.join(", ")}] is not that of the weight [${shape.join(", ")}]`);
  return kernel as number[];
}

export const Conv = primitive({
  name: "Conv",
  since: 13,
  inputs: ["X", "W", "B?"],
  outputs: ["Y"],
  attributes: windowAttributes({ dilations: intList(undefined), group: int(1), kernel_shape: intList(undefined) }),
  infer([x, weight, bias], attributes) {
    sameDType(x!, weight!);
    if (x!.shape.length < 3) throw new Error(`X must be [batch, channels, …], got [${x!.shape.join(", ")}]`);
    const [batch, channels, ...spatial] = x!.shape as [Dim, Dim, ...Dim[]];
    const [outputs, perGroup] = weight!.shape as [Dim, Dim];
    const { group } = attributes;
    if (multiplyDims(perGroup, group) !== channels)
      throw new Error(`X has ${channels} channels, the weight is for ${group} x ${perGroup}`);
    if (divideDims(outputs, group) === undefined)
      throw new Error(`${outputs} output channels are no multiple of ${group} groups`);
    if (bias && bias.shape.join() !== `${outputs}`)
      throw new Error(`the bias is [${bias.shape.join(", ")}], not one for each of ${outputs} channels`);
    const kernel = kernelOf(weight!, attributes.kernel_shape);
    return { dtype: x!.dtype, shape: [batch, outputs, ...outputSizes(spatial, kernel, attributes)] };
  },
});

function f32(...shape: Dim[]) {
  return { dtype: "float32" as const, shape };
}

export interface ConvOptions extends WindowOptions {
  /** Groups of channels that do not see each other; as many as channels is a depthwise convolution. Default 1. */
  readonly group?: number;
}

/** x[b, c, …] with weight[m, c / group, …] and bias[m] -> [b, m, …]. */
export const conv = (x: Tensor, weight: Tensor, bias?: Tensor, { group = 1, ...window }: ConvOptions = {}): Tensor =>
  apply(Conv, [x, weight, bias], {
    group,
    kernel_shape: weight.type.shape.slice(2) as number[],
    ...windowOptions(x.type.shape.length - 2, window),
  });

export const ConvReference = reference(Conv, {
  doc: "Every output channel is the sum over a window of its group's input channels times weights, plus a bias.",
  evaluate([x, weight, bias], attributes) {
    const [batch, inputs, ...spatial] = x!.shape as [number, number, ...number[]];
    const [outputs, , ...kernel] = weight!.shape as [number, number, ...number[]];
    const slides = slidesOver(spatial, kernel, attributes);
    const places = slides.map(({ output }) => output);
    const out = allocateFloats(x!.dtype, batch * outputs * sizeOf(places));
    const channels = { batch, inputs, outputs, groups: attributes.group };
    convolve(floatsOf(x!), floatsOf(weight!), out, channels, spatial, slides);
    if (bias) addBias(out, floatsOf(bias), sizeOf(places));
    return { dtype: x!.dtype, shape: [batch, outputs, ...places], data: out };
  },
  samples: [
    {
      inputs: [f32("b", 3, "h", 6), f32(4, 3, 3, 2), f32(4)],
      attributes: { pads: [1, 0, 1, 0], strides: [2, 1] },
    },
    { inputs: [f32("b", 4, "t"), f32(8, 2, 2), f32(8)], attributes: { group: 2, dilations: [1] } },
    { inputs: [f32(1, 6, "h", "w"), f32(6, 1, 3, 3)], attributes: { group: 6, pads: [2, 2, 2, 2], dilations: [2, 2] } },
    { inputs: [f32(1, 2, "d", 4, 3), f32(5, 2, 2, 2, 2)] },
    { inputs: [f32(1, 2, "h", 6), f32(2, 1, 3, 3)], attributes: { auto_pad: "SAME_UPPER", group: 2, strides: [2, 2] } },
  ],
});
