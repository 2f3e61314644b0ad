import { floatsOf } from "../kernels/matmul.ts";
import { coordinateModes, type Interpolation, nearestModes, resizeAxis } from "../kernels/resize.ts";
import { apply } from "../operators/apply.ts";
import { float, int, intList, string } from "../operators/attributes.ts";
import { primitive, reference } from "../operators/operator.ts";
import { constant, sizes as sizesOf } from "../tensors/constant.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { type Dim, floorDivide, multiplyDims } from "../types/dim.ts";
import { arrayOf, fromNumbers, toNumbers } from "../types/ndarray.ts";
import { normalizeAxis } from "../types/shape.ts";

/** Denominators of scales that symbolic sizes can be multiplied with. */
const largestDenominator = 64;

function scaled(size: Dim, scale: number): Dim {
  if (typeof size === "number") return Math.floor(size * scale);
  for (let divisor = 1; divisor <= largestDenominator; divisor++)
    if (Number.isInteger(scale * divisor)) return floorDivide(multiplyDims(size, scale * divisor), divisor);
  throw new Error(`${size} times ${scale} is no size: give sizes, or scales such as 2 and 0.5`);
}

interface Target {
  readonly axes: readonly number[] | undefined;
  readonly keep_aspect_ratio_policy: string;
}

/** The output's shape, and each axis' scale where it is a number. */
function resized(
  shape: readonly Dim[],
  scales: readonly number[] | undefined,
  sizes: readonly Dim[] | undefined,
  { axes, keep_aspect_ratio_policy: policy }: Target,
): { shape: Dim[]; scales: number[] } {
  const listed = axes?.map((axis) => normalizeAxis(axis, shape.length)) ?? shape.map((_, i) => i);
  const given = scales ?? sizes;
  if (!given || (scales && sizes)) throw new Error("either scales or sizes must be known while the graph is built");
  if (given.length !== listed.length)
    throw new Error(`${listed.length} axes are resized, ${given.length} numbers given`);
  const to = [...shape];
  const factors = shape.map(() => 1);
  listed.forEach((axis, i) => {
    to[axis] = scales ? scaled(shape[axis]!, scales[i]!) : sizes![i]!;
    factors[axis] = scales?.[i] ?? (to[axis] as number) / (shape[axis] as number);
  });
  if (!sizes || policy === "stretch") return { shape: to, scales: factors };
  const ratios = listed.map((axis) => factors[axis]!);
  if (policy !== "not_larger" && policy !== "not_smaller")
    throw new Error(`keep_aspect_ratio_policy "${policy}" is none of stretch, not_larger, not_smaller`);
  if (ratios.some(Number.isNaN)) throw new Error(`${policy} needs known sizes, got [${shape.join(", ")}]`);
  const scale = policy === "not_larger" ? Math.min(...ratios) : Math.max(...ratios);
  for (const axis of listed) {
    to[axis] = Math.floor(scale * (shape[axis] as number) + 0.5);
    factors[axis] = scale;
  }
  return { shape: to, scales: factors };
}

/** Throws where a mode is not one of ONNX's. */
function oneOf(name: string, value: string, modes: object): void {
  if (!Object.hasOwn(modes, value)) throw new Error(`${name} "${value}" is none of ${Object.keys(modes).join(", ")}`);
}

const present = <T>(list: ArrayLike<T> | undefined): readonly T[] | undefined =>
  list && list.length > 0 ? Array.from(list) : undefined;

export const Resize = primitive({
  name: "Resize",
  since: 13,
  inputs: ["X", "roi?", "scales?", "sizes?"],
  outputs: ["Y"],
  attributes: {
    antialias: int(0, { since: 18 }),
    axes: intList(undefined, { since: 18 }),
    coordinate_transformation_mode: string("half_pixel"),
    cubic_coeff_a: float(-0.75),
    exclude_outside: int(0),
    extrapolation_value: float(0),
    keep_aspect_ratio_policy: string("stretch", { since: 18 }),
    mode: string("nearest"),
    nearest_mode: string("round_prefer_floor"),
  },
  infer([x, , scales, sizes], attributes) {
    oneOf("mode", attributes.mode, { nearest: 0, linear: 0, cubic: 0 });
    oneOf("nearest_mode", attributes.nearest_mode, nearestModes);
    oneOf("coordinate_transformation_mode", attributes.coordinate_transformation_mode, coordinateModes);
    const factors = present(scales?.elements as readonly number[] | undefined);
    return { dtype: x!.dtype, shape: resized(x!.shape, factors, present(sizes?.elements), attributes).shape };
  },
});

function f32(...shape: Dim[]) {
  return { dtype: "float32" as const, shape };
}

function floats(...values: number[]) {
  return { dtype: "float32" as const, shape: [values.length], data: Float32Array.from(values) };
}

function int64(...values: number[]) {
  return { dtype: "int64" as const, shape: [values.length], data: BigInt64Array.from(values, BigInt) };
}

export interface ResizeOptions {
  /** Default "nearest". */
  readonly mode?: Interpolation["mode"];
  /** Whether the first and last elements stay the first and last. Default false. */
  readonly alignCorners?: boolean;
  /** Whether all elements count where an axis is made smaller. Default false. */
  readonly antialias?: boolean;
}

/** The attributes with which Resize computes what torch.nn.functional.interpolate does. */
function interpolation({ mode = "nearest", alignCorners = false, antialias = false }: ResizeOptions) {
  if (mode === "nearest") return { mode, coordinate_transformation_mode: "asymmetric", nearest_mode: "floor" };
  return {
    mode,
    ...(alignCorners && { coordinate_transformation_mode: "align_corners" }),
    // PyTorch's cubic has another slope where it is antialiased.
    ...(antialias && { antialias: 1, exclude_outside: 1, ...(mode === "cubic" && { cubic_coeff_a: -0.5 }) }),
  };
}

/** Resizes the axes of x[b, c, …] after the second to `sizes`, as PyTorch's interpolate with `size`. */
export function resize(x: Tensor, sizes: readonly Dim[], options: ResizeOptions = {}): Tensor {
  const shape = [...x.type.shape.slice(0, 2), ...sizes];
  return apply(Resize, [x, undefined, undefined, sizesOf(shape)], interpolation(options));
}

/** Multiplies the sizes of the axes of x[b, c, …] after the second, as PyTorch's interpolate with `scale_factor`. */
export function rescale(x: Tensor, scales: readonly number[], options: ResizeOptions = {}): Tensor {
  const factors = constant(arrayOf("float32", [scales.length + 2], [1, 1, ...scales]));
  return apply(Resize, [x, undefined, factors], interpolation(options));
}

export const ResizeReference = reference(Resize, {
  doc: "Samples the tensor anew along axes: by the nearest element, or by linear or cubic interpolation.",
  evaluate([x, roi, scales, sizes], attributes) {
    const to = resized(x!.shape, present(scales && toNumbers(scales)), present(sizes && toNumbers(sizes)), attributes);
    const shape = [...x!.shape];
    const crops = attributes.coordinate_transformation_mode === "tf_crop_and_resize";
    if (crops && !roi) throw new Error("tf_crop_and_resize needs a roi");
    const region = crops ? toNumbers(roi!) : [];
    const axes = attributes.axes?.map((axis) => normalizeAxis(axis, shape.length)) ?? shape.map((_, i) => i);
    const how: Interpolation = {
      mode: attributes.mode as Interpolation["mode"],
      coordinates: attributes.coordinate_transformation_mode as Interpolation["coordinates"],
      nearest: attributes.nearest_mode as Interpolation["nearest"],
      antialias: attributes.antialias === 1,
      cubicCoefficient: attributes.cubic_coeff_a,
      excludeOutside: attributes.exclude_outside === 1,
      extrapolation: attributes.extrapolation_value,
    };
    let values = floatsOf(x!);
    axes.forEach((axis, i) => {
      const [input, output, scale] = [shape[axis]!, to.shape[axis] as number, to.scales[axis]!];
      const [start, end] = crops ? [region[i]!, region[axes.length + i]!] : [0, 1];
      if (input === output && scale === 1 && start === 0 && end === 1) return;
      values = resizeAxis(values, shape, { axis, input, output, scale, region: [start, end] }, how);
      shape[axis] = output;
    });
    return { dtype: x!.dtype, shape, data: fromNumbers(x!.dtype, values) };
  },
  samples: [
    { inputs: [f32("b", 2, "h", 3), undefined, floats(1, 1, 2, 2)] },
    {
      inputs: [f32(1, 2, "h", 4), undefined, undefined, int64(1, 2, 5, 3)],
      attributes: { mode: "linear" },
    },
    {
      inputs: [f32(1, 2, 5, 4), undefined, undefined, int64(1, 2, 7, 9)],
      attributes: { mode: "cubic", coordinate_transformation_mode: "align_corners" },
    },
    {
      inputs: [f32(1, 1, 8, 9), undefined, undefined, int64(1, 1, 5, 4)],
      attributes: { mode: "cubic", antialias: 1, cubic_coeff_a: -0.5, exclude_outside: 1 },
    },
    {
      inputs: [f32("b", 1, "h", 6), undefined, floats(1, 1, 0.5, 0.5)],
      attributes: { coordinate_transformation_mode: "asymmetric", nearest_mode: "floor" },
    },
  ],
});
