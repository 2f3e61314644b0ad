import { mapElements } from "../kernels/elementwise.ts";
import type { AttributeSchema, AttributesOf } from "./attributes.ts";
import { type Operator, primitive, reference, type StandardReference } from "./operator.ts";

interface Activation<S extends AttributeSchema> {
  readonly name: string;
  readonly since: number;
  readonly attributes: S;
}

/** An operator that maps each element by itself, with parameters. */
export const activation = <const S extends AttributeSchema>(spec: Activation<S>): Operator<S> =>
  primitive({
    ...spec,
    inputs: ["X"],
    outputs: ["Y"],
    elementwise: true,
    infer: ([x]) => ({ dtype: x!.dtype, shape: x!.shape }),
  });

interface ActivationReference<S extends AttributeSchema> {
  readonly doc: string;
  /** The function of one element that the attributes choose. */
  readonly f: (attributes: AttributesOf<S>) => (x: number) => number;
}

/** The reference of an operator that is an activation: its documentation, its sample, and its values. */
export const activationReference = <const S extends AttributeSchema>(
  op: Operator<S>,
  { doc, f }: ActivationReference<S>,
): StandardReference =>
  reference(op, {
    doc,
    evaluate: ([x], attributes) => mapElements(x!, f(attributes)),
    samples: [{ inputs: [{ dtype: "float32", shape: ["n", 3] }] }],
  });
