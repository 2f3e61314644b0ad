import { addBias, scatterWindows } from "../kernels/convolution.ts";
import { allocateFloats, floatsOf } from "../kernels/matmul.ts";
import { place } from "../kernels/place.ts";
import { apply } from "../operators/apply.ts";
import { type AttributesOf, int, intList } from "../operators/attributes.ts";
import { sameDType } from "../operators/elementwise.ts";
import { primitive, reference } from "../operators/operator.ts";
import { windowAttributes, windowOptions, windowsOf } from "../operators/windows.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { addDims, type Dim, multiplyDims, subtractDims } from "../types/dim.ts";
import { sizeOf } from "../types/shape.ts";
import { type ConvOptions, kernelOf } from "./conv.ts";

const attributes = windowAttributes({
  dilations: intList(undefined),
  group: int(1),
  kernel_shape: intList(undefined),
  output_padding: intList(undefined),
  output_shape: intList(undefined),
});

/** The windows on the output, one for each element of the input, and where the output starts and how long it is. */
function windowsOnOutput(spatial: readonly Dim[], kernel: readonly number[], given: AttributesOf<typeof attributes>) {
  const { auto_pad, output_padding, output_shape } = given;
  return windowsOf(kernel, given).map((window, i) => {
    const length = spatial[i]!;
    const { stride, extent, before, after } = window;
    const whole = addDims(multiplyDims(subtractDims(length, 1), stride), extent, output_padding?.[i] ?? 0);
    const same = auto_pad.startsWith("SAME") ? multiplyDims(length, stride) : undefined;
    const output = output_shape?.[i] ?? same;
    if (output === undefined) return { ...window, length, output: subtractDims(whole, before + after) };
    const excess = subtractDims(whole, output);
    if (typeof excess !== "number")
      throw new Error(
        `whether the output size ${output} needs padding cannot be told while the input size is ${length}`,
      );
    const total = Math.max(0, excess);
    return {
      ...window,
      length,
      before: auto_pad === "SAME_UPPER" ? Math.floor(total / 2) : Math.ceil(total / 2),
      output,
    };
  });
}

export const ConvTranspose = primitive({
  name: "ConvTranspose",
  since: 13,
  inputs: ["X", "W", "B?"],
  outputs: ["Y"],
  attributes,
  infer([x, weight, bias], given) {
    sameDType(x!, weight!);
    const [batch, channels, ...spatial] = x!.shape as [Dim, Dim, ...Dim[]];
    const [inputs, perGroup] = weight!.shape as [Dim, Dim];
    if (inputs !== channels) throw new Error(`X has ${channels} channels, the weight is for ${inputs}`);
    const outputs = multiplyDims(perGroup, given.group);
    if (bias && bias.shape.join() !== `${outputs}`)
      throw new Error(`the bias is [${bias.shape.join(", ")}], not one for each of ${outputs} channels`);
    const windows = windowsOnOutput(spatial, kernelOf(weight!, given.kernel_shape), given);
    return { dtype: x!.dtype, shape: [batch, outputs, ...windows.map(({ output }) => output)] };
  },
});

function f32(...shape: Dim[]) {
  return { dtype: "float32" as const, shape };
}

export interface ConvTransposeOptions extends ConvOptions {
  /** Elements added at the end of each axis. Default 0. */
  readonly outputPadding?: readonly number[];
}

/** x[b, c, …] with weight[c, m / group, …] and bias[m] -> [b, m, …]; pads are taken away from the output. */
export const convTranspose = (
  x: Tensor,
  weight: Tensor,
  bias?: Tensor,
  { group = 1, outputPadding, ...window }: ConvTransposeOptions = {},
): Tensor =>
  apply(ConvTranspose, [x, weight, bias], {
    group,
    kernel_shape: weight.type.shape.slice(2) as number[],
    ...(outputPadding && { output_padding: outputPadding }),
    ...windowOptions(x.type.shape.length - 2, window),
  });

export const ConvTransposeReference = reference(ConvTranspose, {
  doc: "The gradient of Conv: every input element adds its group's weights, times itself, to a window of the output.",
  evaluate([x, weight, bias], given) {
    const [batch, inputs, ...spatial] = x!.shape as [number, number, ...number[]];
    const [, perGroup, ...kernel] = weight!.shape as [number, number, ...number[]];
    const outputs = perGroup * given.group;
    const windows = windowsOnOutput(spatial, kernel, given);
    const sizes = windows.map(({ output }) => output as number);
    const reached = windows.map(({ stride, extent }, i) => (spatial[i]! - 1) * stride + extent);
    const sums = new Float64Array(batch * outputs * sizeOf(reached));
    const channels = { batch, inputs, outputs, groups: given.group };
    const slides = windows.map((window, i) => ({ ...window, output: spatial[i]! }));
    scatterWindows(floatsOf(x!), floatsOf(weight!), sums, channels, reached, slides);
    const out = allocateFloats(x!.dtype, batch * outputs * sizeOf(sizes));
    place(
      sums,
      out,
      batch * outputs,
      reached,
      sizes,
      windows.map(({ before }) => -before),
    );
    if (bias) addBias(out, floatsOf(bias), sizeOf(sizes));
    return { dtype: x!.dtype, shape: [batch, outputs, ...sizes], data: out };
  },
  samples: [
    { inputs: [f32("b", 3, "h", 4), f32(3, 4, 2, 2), f32(4)], attributes: { strides: [2, 2] } },
    {
      inputs: [f32(1, 4, "t"), f32(4, 3, 3)],
      attributes: { group: 2, strides: [2], pads: [1, 0], output_padding: [1], dilations: [2] },
    },
  ],
});
