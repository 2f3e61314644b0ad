import { mapElements } from "../kernels/elementwise.ts";
import type { AttributeSchema, AttributesOf } from "./attributes.ts";
import { type Operator, primitive } from "./operator.ts";

interface Activation<S extends AttributeSchema> {
  readonly name: string;
  readonly since: number;
  readonly doc: string;
  readonly attributes: S;
  /** The function of one element that the attributes choose. */
  readonly f: (attributes: AttributesOf<S>) => (x: number) => number;
}

/** An operator that maps each element by itself, with parameters. */
export const activation = <const S extends AttributeSchema>({ f, ...facets }: Activation<S>): Operator =>
  primitive({
    ...facets,
    inputs: ["X"],
    outputs: ["Y"],
    elementwise: true,
    infer: ([x]) => ({ dtype: x!.dtype, shape: x!.shape }),
    evaluate: ([x], attributes) => mapElements(x!, f(attributes)),
    samples: [{ inputs: [{ dtype: "float32", shape: ["n", 3] }] }],
  });
