import { mapElements, zipElements } from "../kernels/elementwise.ts";
import type { RowFunction } from "../kernels/row.ts";
import { scalar } from "../tensors/constant.ts";
import type { Tensor } from "../tensors/tensor.ts";
import type { Dim } from "../types/dim.ts";
import { type DType, isBig, isFloat } from "../types/dtype.ts";
import { broadcast } from "../types/shape.ts";
import { type KnownType, showType } from "../types/tensor-type.ts";
import { apply } from "./apply.ts";
import { type Operator, primitive, type Sample } from "./operator.ts";
import { pairwise } from "./pairwise.ts";

/** A tensor, or a number that takes the dtype of the tensor beside it. */
export type Operand = Tensor | number;

interface Unary {
  readonly name: string;
  readonly since: number;
  readonly doc: string;
  readonly f: (x: number) => number;
  /** ONNX's names of the input and the output where they are not X and Y. */
  readonly ports?: readonly [input: string, output: string];
  /** The result's dtype where it is not that of the input. */
  readonly result?: DType;
  readonly sample?: Sample;
}

/** An operator that maps each element by itself. */
export const unary = ({ name, since, doc, f, ports: [input, output] = ["X", "Y"], result, sample }: Unary): Operator =>
  primitive({
    name,
    since,
    doc,
    inputs: [input],
    outputs: [output],
    attributes: {},
    elementwise: true,
    infer: ([x]) => ({ dtype: result ?? x!.dtype, shape: x!.shape }),
    evaluate: ([x]) => mapElements(x!, f, result ?? x!.dtype),
    samples: [sample ?? { inputs: [{ dtype: "float32", shape: ["n", 3] }] }],
  });

interface Binary {
  readonly name: string;
  readonly since: number;
  readonly doc: string;
  readonly f: (a: number, b: number, dtype: DType) => number;
  /** The result's dtype where it is not that of the inputs. */
  readonly result?: DType;
  /** The same for rows of float32, where speed matters. */
  readonly row?: RowFunction;
  /** What it does to sizes, where both inputs are known. */
  readonly sizes?: (a: Dim, b: Dim) => Dim | undefined;
  readonly sample?: Sample;
}

/** An operator on two broadcast inputs of one dtype. */
export const binary = ({ name, since, doc, f, result, row, sizes, sample }: Binary): Operator =>
  primitive({
    name,
    since,
    doc,
    inputs: ["A", "B"],
    outputs: ["C"],
    attributes: {},
    elementwise: true,
    infer([a, b]) {
      sameDType(a!, b!);
      const type = { dtype: result ?? a!.dtype, shape: broadcast(a!.shape, b!.shape) };
      const elements = sizes && isInteger(a!.dtype) ? pairwise(a!, b!, sizes) : undefined;
      return elements ? { ...type, elements } : type;
    },
    evaluate: ([a, b]) => zipElements(a!, b!, (x, y) => f(x, y, a!.dtype), result ?? a!.dtype, row),
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

/** Throws where an input is not of ONNX's index types. */
export function integers(type: KnownType, name: string): void {
  if (type.dtype !== "int64" && type.dtype !== "int32")
    throw new Error(`${name} must be integers, got ${showType(type)}`);
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
  return scalar(value, dtype);
}

/** Integer arithmetic stays integer: quotients are truncated towards zero. */
export const isInteger = (dtype: DType): boolean => isBig(dtype) || (!isFloat(dtype) && dtype !== "bool");
