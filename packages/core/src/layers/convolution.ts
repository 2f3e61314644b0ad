import { conv, scoped, type Tensor } from "@transonnx/graph";
import type { Params } from "../params/params.ts";

/** What a convolution takes besides its parameters and its input. */
export interface ConvolutionOptions {
  /** Size of the window: one number for every axis, or one for each. */
  readonly kernel: number | readonly number[];
  /** Default 1. */
  readonly strides?: number | readonly number[];
  /** Zeros at both ends of an axis; "same" is TensorFlow's SAME. Default none. */
  readonly pads?: number | readonly number[] | "same";
  /** Default 1. */
  readonly dilations?: number | readonly number[];
  /** Groups of channels that do not see each other. Default 1. */
  readonly group?: number;
  /** Default true. */
  readonly bias?: boolean;
}

/** PyTorch's Conv1d, Conv2d, Conv3d: x[b, c, …] with `weight`[out, c / group, …kernel] and `bias`[out] at `p` -> [b, out, …]. */
export const convolution = (
  p: Params,
  x: Tensor,
  out: number,
  { kernel, bias = true, group = 1, ...window }: ConvolutionOptions,
): Tensor =>
  scoped(p.path, () => {
    const sizes = typeof kernel === "number" ? x.type.shape.slice(2).map(() => kernel) : kernel;
    const weight = p.get("weight", [out, channelsOf(x) / group, ...sizes]);
    return conv(x, weight, bias ? p.get("bias", [out]) : undefined, { group, ...window });
  });

/** The channels of x[b, c, …], which a model always knows. */
export function channelsOf(x: Tensor): number {
  const channels = x.type.shape[1];
  if (typeof channels !== "number") throw new Error(`the channels must be known, got ${channels}`);
  return channels;
}
