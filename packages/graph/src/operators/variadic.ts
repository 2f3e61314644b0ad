import { mapElements, zipElements } from "../kernels/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";
import type { Dim } from "../types/dim.ts";
import { broadcast } from "../types/shape.ts";
import type { KnownType } from "../types/tensor-type.ts";
import { apply } from "./apply.ts";
import { isInteger, type Operand, sameDType, scalarLike } from "./elementwise.ts";
import { type Operator, primitive, reference, type StandardReference } from "./operator.ts";
import { pairwise } from "./pairwise.ts";

interface Variadic {
  readonly name: string;
  readonly since: number;
  readonly output: string;
  /** What it does to sizes, where the inputs are known vectors of them. */
  readonly sizes?: (a: Dim, b: Dim) => Dim;
}

/** An operator that folds any number of broadcast inputs of one dtype. */
export const variadic = ({ name, since, output, sizes }: Variadic): Operator =>
  primitive({
    name,
    since,
    inputs: ["data_0..."],
    outputs: [output],
    attributes: {},
    elementwise: true,
    infer(inputs) {
      for (const x of inputs) sameDType(inputs[0]!, x);
      const type = { dtype: inputs[0]!.dtype, shape: broadcast(...inputs.map((x) => x.shape)) };
      const elements = sizes && isInteger(type.dtype) ? folded(inputs, sizes) : undefined;
      return elements ? { ...type, elements } : type;
    },
  });

interface VariadicReference {
  readonly doc: string;
  readonly f: (a: number, b: number) => number;
  readonly finish?: (total: number, count: number) => number;
}

/** The reference of an operator that combines any number of broadcast inputs, one after another. */
export const variadicReference = (op: Operator, { doc, f, finish }: VariadicReference): StandardReference =>
  reference(op, {
    doc,
    evaluate(inputs) {
      const total = inputs.reduce((a, b) => zipElements(a, b, f));
      return finish ? mapElements(total, (x) => finish(x, inputs.length)) : total;
    },
    samples: [{ inputs: [f32("n", 3), f32(3), f32("n", 1)] }, { inputs: [f32("n", 3)] }],
  });

/** The elements that the inputs fold to, where all of them are known. */
function folded(inputs: readonly KnownType[], f: (a: Dim, b: Dim) => Dim): readonly Dim[] | undefined {
  const [first, ...rest] = inputs;
  return rest.reduce<readonly Dim[] | undefined>(
    (elements, x) => elements && pairwise({ ...first!, elements }, x, f),
    first!.elements,
  );
}

function f32(...shape: (number | string)[]) {
  return { dtype: "float32" as const, shape };
}

/** A builder for two or more operands, of which one is a tensor; a number becomes a scalar of that one's dtype. */
export const applyVariadic =
  (op: Operator) =>
  (...operands: readonly Operand[]): Tensor => {
    const like = operands.find((x) => typeof x !== "number");
    if (!like) throw new Error(`${op.name} of numbers alone is no tensor`);
    return apply(
      op,
      operands.map((x) => (typeof x === "number" ? scalarLike(x, like) : x)),
    );
  };
