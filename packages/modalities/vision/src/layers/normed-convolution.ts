import { type Activation, activation, batchNorm, convolution, type Params } from "@transonnx/core";
import { scoped, type Tensor } from "@transonnx/graph";

/** Where a checkpoint has a convolution without bias, and the batch norm after it. */
export interface NormedConvolution {
  readonly convolution: Params;
  readonly normalization: Params;
}

/** The names that ResNet, RegNet and MobileNet have for the two in transformers. */
export const normedConvolutionAt = (p: Params): NormedConvolution => ({
  convolution: p.at("convolution"),
  normalization: p.at("normalization"),
});

/** How a window slides, along both axes alike. */
export interface SquareWindow {
  readonly kernel: number;
  /** Default 1. */
  readonly stride?: number;
  /** Default 1. */
  readonly dilation?: number;
  /** Default 1. */
  readonly group?: number;
  /** Zeros at each end; "same" is TensorFlow's SAME. Default: half of the window, which keeps the size at a stride of 1. */
  readonly pads?: number | "same";
  /** The batch norm's. Default 1e-5. */
  readonly epsilon?: number;
}

/** x[b, c, h, w] -> [b, width, h / stride, w / stride], normalised. */
export function normedConvolution(
  p: NormedConvolution,
  x: Tensor,
  width: number,
  { kernel, stride = 1, dilation = 1, group = 1, pads = halfOf(kernel) * dilation, epsilon = 1e-5 }: SquareWindow,
): Tensor {
  const window = { kernel, strides: stride, dilations: dilation, pads, group, bias: false };
  return batchNorm(p.normalization, convolution(p.convolution, x, width, window), epsilon);
}

/** A normed convolution at `p`, and the activation after it. */
export const activeConvolution = (p: Params, x: Tensor, width: number, act: Activation, window: SquareWindow): Tensor =>
  scoped(p.path, () =>
    activation(act, p.at("activation"), normedConvolution(normedConvolutionAt(p), x, width, window)),
  );

const halfOf = (kernel: number): number => Math.floor(kernel / 2);

/**
 * The zeros of a convolution that was trained in TensorFlow, where the size is divided by the stride and rounded up. At a
 * stride of 1 they do not depend on the picture's size.
 */
export const tensorflowPads = (kernel: number, stride: number, dilation = 1): number | "same" =>
  stride === 1 && kernel % 2 === 1 ? halfOf(kernel) * dilation : "same";
