import type { Slide } from "../kernels/windows.ts";
import { addDims, type Dim, floorDivide } from "../types/dim.ts";
import { type AttributeSchema, intList, string } from "./attributes.ts";

const shared = { auto_pad: string("NOTSET"), pads: intList(undefined), strides: intList(undefined) };

/**
 * The attributes that operators with sliding windows share, and those of one's own. Lists have one number for each spatial
 * axis.
 */
export const windowAttributes = <const S extends AttributeSchema>(own: S): typeof shared & S => ({ ...shared, ...own });

export interface WindowAttributes {
  readonly auto_pad: string;
  readonly dilations?: readonly number[] | undefined;
  /** All befores, then all afters. */
  readonly pads?: readonly number[] | undefined;
  readonly strides?: readonly number[] | undefined;
  /** Whether a window that reaches beyond the end counts. */
  readonly ceil_mode?: number;
}

const autoPads = ["NOTSET", "VALID", "SAME_UPPER", "SAME_LOWER"];

/** What the attributes say of each spatial axis. Throws where they do not fit the number of axes. */
export function windowsOf(kernel: readonly number[], attributes: WindowAttributes) {
  const { auto_pad } = attributes;
  if (!autoPads.includes(auto_pad)) throw new Error(`auto_pad "${auto_pad}" is none of ${autoPads.join(", ")}`);
  const rank = kernel.length;
  const list = (name: "dilations" | "pads" | "strides", fallback: number, length = rank): readonly number[] => {
    const given = attributes[name] ?? new Array<number>(length).fill(fallback);
    if (given.length !== length || given.some((x) => x < fallback))
      throw new Error(`${name} must be ${length} numbers from ${fallback} on, got [${given.join(", ")}]`);
    return given;
  };
  const [strides, dilations] = [list("strides", 1), list("dilations", 1)];
  const pads = auto_pad === "NOTSET" ? list("pads", 0, 2 * rank) : new Array<number>(2 * rank).fill(0);
  return kernel.map((size, i) => ({
    kernel: size,
    stride: strides[i]!,
    dilation: dilations[i]!,
    extent: (size - 1) * dilations[i]! + 1,
    before: pads[i]!,
    after: pads[rank + i]!,
  }));
}

/** How many places the windows take along each spatial axis. */
export function outputSizes(spatial: readonly Dim[], kernel: readonly number[], attributes: WindowAttributes): Dim[] {
  const { auto_pad, ceil_mode = 0 } = attributes;
  if (spatial.length !== kernel.length)
    throw new Error(`a window of ${kernel.length} axes cannot slide over ${spatial.length}: [${spatial.join(", ")}]`);
  return windowsOf(kernel, attributes).map(({ kernel: size, stride, extent, before, after }, i) => {
    const length = spatial[i]!;
    if (auto_pad.startsWith("SAME")) return floorDivide(addDims(length, stride - 1), stride);
    // With ceil_mode a window counts that starts before the end of the axis and reaches beyond it.
    const slack =
      ceil_mode === 1 && auto_pad === "NOTSET"
        ? Math.min(after - extent + 2 * stride - 1, stride - 1)
        : after - extent + stride;
    const output = floorDivide(addDims(length, before + slack), stride);
    if (typeof output === "number" && output < 1)
      throw new Error(
        `a window of ${size}${extent === size ? "" : ` (over ${extent})`} does not fit into ${length} + ${before + after} of padding`,
      );
    return output;
  });
}

/** The windows on axes of known sizes. */
export function slidesOver(
  spatial: readonly number[],
  kernel: readonly number[],
  attributes: WindowAttributes,
): Slide[] {
  const outputs = outputSizes(spatial, kernel, attributes) as number[];
  return windowsOf(kernel, attributes).map((window, i) => {
    const output = outputs[i]!;
    if (!attributes.auto_pad.startsWith("SAME")) return { ...window, output };
    const total = Math.max(0, (output - 1) * window.stride + window.extent - spatial[i]!);
    const before = attributes.auto_pad === "SAME_UPPER" ? Math.floor(total / 2) : Math.ceil(total / 2);
    return { ...window, before, after: total - before, output };
  });
}

/** How a window slides, for builders: a number holds for every spatial axis. */
export interface WindowOptions {
  /** Default 1. */
  readonly strides?: number | readonly number[] | undefined;
  /**
   * Zeros before and after; a list of one for each axis is for both ends, of two all befores and then all afters. "same" is
   * TensorFlow's SAME: as many as leave a place for every stride that has begun, an odd one after. Default 0.
   */
  readonly pads?: number | readonly number[] | "same" | undefined;
  /** Default 1. */
  readonly dilations?: number | readonly number[] | undefined;
}

/** The attributes that builders' options stand for; defaults are left out. */
export function windowOptions(rank: number, { strides = 1, pads = 0, dilations = 1 }: WindowOptions) {
  const each = (given: number | readonly number[]) =>
    typeof given === "number" ? new Array<number>(rank).fill(given) : given;
  const listed = pads === "same" ? [] : each(pads);
  const ends = listed.length === rank ? [...listed, ...listed] : listed;
  return {
    ...(pads === "same" && { auto_pad: "SAME_UPPER" }),
    ...(each(strides).some((x) => x !== 1) && { strides: each(strides) }),
    ...(ends.some((x) => x !== 0) && { pads: ends }),
    ...(each(dilations).some((x) => x !== 1) && { dilations: each(dilations) }),
  };
}
