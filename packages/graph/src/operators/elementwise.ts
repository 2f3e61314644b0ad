import { mapElements, zipElements } from "../kernels/elementwise.ts";
import type { RowFunction } from "../kernels/row.ts";
import { scalar } from "../tensors/constant.ts";
import type { Tensor } from "../tensors/tensor.ts";
import type { Dim } from "../types/dim.ts";
import { type DType, isBig, isFloat } from "../types/dtype.ts";
import type { NDArray } from "../types/ndarray.ts";
import { broadcast } from "../types/shape.ts";
import { type KnownType, showType } from "../types/tensor-type.ts";
import { apply } from "./apply.ts";
import { type Operator, primitive, reference, type Sample, type StandardReference } from "./operator.ts";
import { pairwise } from "./pairwise.ts";

/** A tensor, or a number that takes the dtype of the tensor beside it. */
export type Operand = Tensor | number;

interface Unary {
  readonly name: string;
  readonly since: number;
  /** ONNX's names of the input and the output where they are not X and Y. */
  readonly ports?: readonly [input: string, output: string];
  /** The result's dtype where it is not that of the input. */
  readonly result?: DType;
}

/** An operator that maps each element by itself. */
export const unary = ({ name, since, ports: [input, output] = ["X", "Y"], result }: Unary): Operator =>
  primitive({
    name,
    since,
    inputs: [input],
    outputs: [output],
    attributes: {},
    elementwise: true,
    infer: ([x]) => ({ dtype: result ?? x!.dtype, shape: x!.shape }),
  });

interface UnaryReference {
  readonly doc: string;
  readonly f: (x: number) => number;
  readonly sample?: Sample;
}

/** The reference of an operator that maps each element: its documentation, its values, and its samples. */
export const unaryReference = (op: Operator, { doc, f, sample }: UnaryReference): StandardReference =>
  reference(op, {
    doc,
    evaluate: ([x]) => mapElements(x!, f, resultOf(op, [x!])),
    samples: [sample ?? { inputs: [{ dtype: "float32", shape: ["n", 3] }] }],
  });

interface Binary {
  readonly name: string;
  readonly since: number;
  /** The result's dtype where it is not that of the inputs. */
  readonly result?: DType;
  /** What it does to sizes, where both inputs are known. */
  readonly sizes?: (a: Dim, b: Dim) => Dim | undefined;
}

/** An operator on two broadcast inputs of one dtype. */
export const binary = ({ name, since, result, sizes }: Binary): Operator =>
  primitive({
    name,
    since,
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
  });

interface BinaryReference {
  readonly doc: string;
  readonly f: (a: number, b: number, dtype: DType) => number;
  /** The same for rows of float32, where speed matters. */
  readonly row?: RowFunction;
  readonly sample?: Sample;
}

/** The reference of an operator on two broadcast inputs: its documentation, its values, and its samples. */
export const binaryReference = (op: Operator, { doc, f, row, sample }: BinaryReference): StandardReference =>
  reference(op, {
    doc,
    evaluate: ([a, b]) => zipElements(a!, b!, (x, y) => f(x, y, a!.dtype), resultOf(op, [a!, b!]), row),
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

/** The dtype of what an operator makes of arrays. */
const resultOf = (op: Operator, arrays: readonly NDArray[]): DType =>
  op.infer(
    arrays.map(({ dtype, shape }) => ({ dtype, shape })),
    {},
    1,
  )[0]!.dtype;

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
