import type { Tensor } from "../tensors/tensor.ts";
import type { NDArray } from "../types/ndarray.ts";
import { type KnownType, showType, type TensorType } from "../types/tensor-type.ts";
import type { AttributeSchema, AttributesOf, AttributeValue, AttributeValues } from "./attributes.ts";

/** Inputs and attributes that the conformance suite runs an operator on. Strings in shapes are sizes that it chooses. */
export interface Sample<A = AttributeValues> {
  readonly inputs: readonly (TensorType | NDArray | undefined)[];
  readonly attributes?: Partial<A>;
  readonly outputs?: number;
}

/** One value, or all of them in order: `undefined` in a list is an optional output that nobody asked for. */
export type OneOrMany<T> = T | readonly T[];

interface Facets<S extends AttributeSchema> {
  /** ONNX's name. */
  readonly name: string;
  /** ONNX's domain; "" is ai.onnx. */
  readonly domain?: string;
  /** The first opset (13 or later) that has the operator in the form written here. */
  readonly since: number;
  /** What it computes, in a sentence. */
  readonly doc: string;
  /** ONNX's input names; `?` marks an optional one, `...` a list at the end. */
  readonly inputs: readonly string[];
  /** ONNX's output names, marked alike. */
  readonly outputs: readonly string[];
  readonly attributes: S;
  /** Whether each output element depends only on the input elements at its place, after broadcasting. Default false. */
  readonly elementwise?: boolean;
  /** At least one, so that no operator passes the conformance suite by having nothing to run. */
  readonly samples: readonly [Sample<AttributesOf<S>>, ...Sample<AttributesOf<S>>[]];
}

/** An operator defined by a kernel. Facets are pure functions of plain data. */
export interface PrimitiveSpec<S extends AttributeSchema> extends Facets<S> {
  /** Types in, types out. Throws an Error whose message says what clashes; the place is added by the caller. */
  infer(inputs: readonly KnownType[], attributes: AttributesOf<S>, outputs: number): OneOrMany<KnownType>;
  /** Arrays in, arrays out, by ONNX's definition. Half floats arrive widened to float32. */
  evaluate(inputs: readonly NDArray[], attributes: AttributesOf<S>, outputs: number): OneOrMany<NDArray>;
}

/** An operator defined in terms of others: types, values and the fallback lowering all follow from the body. */
export interface CompositeSpec<S extends AttributeSchema> extends Facets<S> {
  expand(inputs: readonly Tensor[], attributes: AttributesOf<S>, outputs: number): OneOrMany<Tensor>;
}

/** Everything the system knows about one operator. */
export interface Operator {
  readonly name: string;
  readonly domain: string;
  readonly since: number;
  readonly doc: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: AttributeSchema;
  readonly elementwise: boolean;
  readonly samples: readonly [Sample, ...Sample[]];
  infer(inputs: readonly (KnownType | undefined)[], attributes: AttributeValues, outputs: number): readonly KnownType[];
  /** Present on primitives. */
  readonly evaluate?: (
    inputs: readonly (NDArray | undefined)[],
    attributes: AttributeValues,
    outputs: number,
  ) => readonly NDArray[];
  /** Present on composites. */
  readonly expand?: (
    inputs: readonly (Tensor | undefined)[],
    attributes: AttributeValues,
    outputs: number,
  ) => readonly Tensor[];
}

const many = <T>(value: OneOrMany<T>): readonly T[] => (Array.isArray(value) ? value : [value]) as readonly T[];

export function primitive<const S extends AttributeSchema>(spec: PrimitiveSpec<S>): Operator {
  return {
    ...facets(spec),
    infer: (inputs, attributes, outputs) =>
      many(spec.infer(inputs as readonly KnownType[], attributes as AttributesOf<S>, outputs)),
    evaluate: (inputs, attributes, outputs) =>
      many(spec.evaluate(inputs as readonly NDArray[], attributes as AttributesOf<S>, outputs)),
  };
}

export function composite<const S extends AttributeSchema>(spec: CompositeSpec<S>): Operator {
  const expand: NonNullable<Operator["expand"]> = (inputs, attributes, outputs) =>
    many(spec.expand(inputs as readonly Tensor[], attributes as AttributesOf<S>, outputs));
  // A model's layers are alike: what one layer's body came to holds for the next.
  let last: { readonly call: string; readonly types: readonly KnownType[] } | undefined;
  return {
    ...facets(spec),
    expand,
    infer(types, attributes, outputs) {
      const call = `${types.map(showKnown)} ${Object.values(attributes).map(showAttribute)} ${outputs}`;
      if (last?.call !== call)
        last = { call, types: expand(types.map(placeholder), attributes, outputs).map((tensor) => tensor.type) };
      return last.types;
    },
  };
}

const showKnown = (type: KnownType | undefined): string => (type ? `${showType(type)}{${type.elements}}` : "-");

const showAttribute = (value: AttributeValue | undefined): string =>
  typeof value === "object" && "dtype" in value ? `${showType(value)}{${value.data}}` : `${value}`;

const placeholder = (type: KnownType | undefined, i: number): Tensor | undefined =>
  type && { type, source: { kind: "input", name: `${i}` } };

function facets<S extends AttributeSchema>(spec: Facets<S>) {
  const { name, domain = "", since, doc, inputs, outputs, attributes, elementwise = false } = spec;
  return {
    name,
    domain,
    since,
    doc,
    inputs,
    outputs,
    attributes,
    elementwise,
    samples: spec.samples as Operator["samples"],
  };
}
