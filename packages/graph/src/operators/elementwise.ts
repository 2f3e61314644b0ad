import { mapElements, zipElements } from "../kernels/elementwise.ts";
import { constant, scalar } from "../tensors/constant.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { type DType, isBig, isFloat, isHalf } from "../types/dtype.ts";
import { toBFloat16, toFloat16 } from "../types/half.ts";
import { broadcast } from "../types/shape.ts";
import { type KnownType, showType } from "../types/tensor-type.ts";
import { apply } from "./apply.ts";
import { type Operator, primitive, type Sample } from "./operator.ts";

/** A tensor, or a number that takes the dtype of the tensor beside it. */
export type Operand = Tensor | number;

interface Unary {
  readonly name: string;
  readonly since: number;
  readonly doc: string;
  readonly f: (x: number) => number;
  readonly sample?: Sample;
}

/** An operator that maps each element by itself. */
export const unary = ({ name, since, doc, f, sample }: Unary): Operator =>
  primitive({
    name,
    since,
    doc,
    inputs: ["X"],
    outputs: ["Y"],
    attributes: {},
    infer: ([x]) => ({ dtype: x!.dtype, shape: x!.shape }),
    evaluate: ([x]) => mapElements(x!, f),
    samples: [sample ?? { inputs: [{ dtype: "float32", shape: ["n", 3] }] }],
  });

interface Binary {
  readonly name: string;
  readonly since: number;
  readonly doc: string;
  readonly f: (a: number, b: number, dtype: DType) => number;
  /** The result's dtype where it is not that of the inputs. */
  readonly result?: DType;
  /** Sizes in, sizes out: what the operator does to known integer elements. */
  readonly sizes?: (a: KnownType, b: KnownType) => KnownType["elements"];
  readonly sample?: Sample;
}

/** An operator on two broadcast inputs of one dtype. */
export const binary = ({ name, since, doc, f, result, sizes, sample }: Binary): Operator =>
  primitive({
    name,
    since,
    doc,
    inputs: ["A", "B"],
    outputs: ["C"],
    attributes: {},
    infer([a, b]) {
      sameDType(a!, b!);
      const type = { dtype: result ?? a!.dtype, shape: broadcast(a!.shape, b!.shape) };
      const elements = a!.elements && b!.elements && sizes?.(a!, b!);
      return elements ? { ...type, elements } : type;
    },
    evaluate: ([a, b]) => zipElements(a!, b!, (x, y) => f(x, y, a!.dtype), result ?? a!.dtype),
    samples: [
      sample ?? {
        inputs: [
          { dtype: "float32", shape: ["n", 3] },
          { dtype: "float32", shape: [3] },
        ],
      },
      ...(sample ? [] : [{ inputs: [f32(2, 1, 3), f32(4, 1)] }]),
    ],
  });

const f32 = (...shape: number[]) => ({ dtype: "float32" as const, shape });

/** Throws where two inputs have different dtypes: ONNX never converts by itself. */
export function sameDType(a: KnownType, b: KnownType): void {
  if (a.dtype !== b.dtype) throw new Error(`dtypes differ: ${showType(a)} and ${showType(b)}; cast one of them`);
}

/** A builder that takes numbers for tensors; a number becomes a scalar of the other operand's dtype. */
export const applyBinary =
  (op: Operator) =>
  (a: Operand, b: Operand): Tensor => {
    if (typeof a === "number" && typeof b === "number") throw new Error(`${op.name} of two numbers is no tensor`);
    return apply(op, [
      typeof a === "number" ? scalarLike(a, b as Tensor) : a,
      typeof b === "number" ? scalarLike(b, a as Tensor) : b,
    ]);
  };

/** A scalar constant of the dtype of another tensor. */
export function scalarLike(value: number, like: Tensor): Tensor {
  const { dtype } = like.type;
  if (dtype === "string") throw new Error(`a number cannot stand beside ${showType(like.type)}`);
  if (!isHalf(dtype)) return scalar(value, dtype);
  const bits = dtype === "float16" ? toFloat16(value) : toBFloat16(value);
  return constant({ dtype, shape: [], data: Uint16Array.of(bits) });
}

/** Integer arithmetic stays integer: quotients are truncated towards zero. */
export const isInteger = (dtype: DType): boolean => isBig(dtype) || (!isFloat(dtype) && dtype !== "bool");
