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

interface Signature<S extends AttributeSchema> {
  /** ONNX's name. */
  readonly name: string;
  /** ONNX's domain; "" is ai.onnx. */
  readonly domain?: string;
  /** The first opset (13 or later) that has the operator in the form written here. */
  readonly since: number;
  /** ONNX's input names; `?` marks an optional one, `...` a list at the end. */
  readonly inputs: readonly string[];
  /** ONNX's output names, marked alike. */
  readonly outputs: readonly string[];
  readonly attributes: S;
  /** Whether each output element depends only on the input elements at its place, after broadcasting. Default false. */
  readonly elementwise?: boolean;
}

/** What computing, checking and explaining an operator takes. Building and writing a graph does without. */
interface Documented<S extends AttributeSchema> {
  /** What it computes, in a sentence. */
  readonly doc: string;
  /** At least one, so that no operator passes the conformance suite by having nothing to run. */
  readonly samples: readonly [Sample<AttributesOf<S>>, ...Sample<AttributesOf<S>>[]];
}

interface Computed<S extends AttributeSchema> extends Documented<S> {
  /** Arrays in, arrays out, by ONNX's definition. Half floats arrive widened to float32. */
  evaluate(inputs: readonly NDArray[], attributes: AttributesOf<S>, outputs: number): OneOrMany<NDArray>;
}

/** An operator whose types are inferred by a function. Facets are pure functions of plain data. */
export interface PrimitiveSpec<S extends AttributeSchema> extends Signature<S> {
  /** Types in, types out. Throws an Error whose message says what clashes; the place is added by the caller. */
  infer(inputs: readonly KnownType[], attributes: AttributesOf<S>, outputs: number): OneOrMany<KnownType>;
}

/** An operator defined in terms of others: types, values and the fallback lowering all follow from the body. */
export interface CompositeSpec<S extends AttributeSchema> extends Signature<S> {
  expand(inputs: readonly Tensor[], attributes: AttributesOf<S>, outputs: number): OneOrMany<Tensor>;
}

/** The truth that an operator is held against: what it computes, and on what that is tried. */
export interface Reference {
  readonly doc: string;
  readonly samples: readonly [Sample, ...Sample[]];
  /** Absent for composites, which are computed through their bodies. */
  readonly evaluate?: (
    inputs: readonly (NDArray | undefined)[],
    attributes: AttributeValues,
    outputs: number,
  ) => readonly NDArray[];
}

/** The reference of an operator of ONNX, which stands beside the operator so that graphs are built without it. */
export interface StandardReference extends Reference {
  readonly of: Operator;
}

/** What building and writing a graph takes of an operator. */
export interface Operator<S extends AttributeSchema = AttributeSchema> {
  readonly name: string;
  readonly domain: string;
  readonly since: number;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: S;
  readonly elementwise: boolean;
  infer(inputs: readonly (KnownType | undefined)[], attributes: AttributeValues, outputs: number): readonly KnownType[];
  /** Present on composites. */
  readonly expand?: (
    inputs: readonly (Tensor | undefined)[],
    attributes: AttributeValues,
    outputs: number,
  ) => readonly Tensor[];
  /** Absent on ONNX's own operators: `referenceOf` finds theirs. */
  readonly reference?: Reference;
}

/** An operator's domain, name and version. In a program with two copies of this package, each has objects of its own. */
export const operatorId = ({ domain, name, since }: Operator): string => `${domain}:${name}:${since}`;

const many = <T>(value: OneOrMany<T>): readonly T[] => (Array.isArray(value) ? value : [value]) as readonly T[];

/** An operator with types and a kernel of its own; without the kernel, one that can be written but not computed. */
export function primitive<const S extends AttributeSchema>(spec: PrimitiveSpec<S> & Computed<S>): Operator<S>;
export function primitive<const S extends AttributeSchema>(spec: PrimitiveSpec<S>): Operator<S>;
export function primitive<const S extends AttributeSchema>(spec: PrimitiveSpec<S> & Partial<Computed<S>>): Operator<S> {
  return {
    ...signature(spec),
    infer: (inputs, attributes, outputs) =>
      many(spec.infer(inputs as readonly KnownType[], attributes as AttributesOf<S>, outputs)),
  };
}

/** An operator with a body of other operators. */
export function composite<const S extends AttributeSchema>(spec: CompositeSpec<S> & Documented<S>): Operator<S>;
export function composite<const S extends AttributeSchema>(spec: CompositeSpec<S>): Operator<S>;
export function composite<const S extends AttributeSchema>(
  spec: CompositeSpec<S> & Partial<Documented<S>>,
): Operator<S> {
  const expand: NonNullable<Operator["expand"]> = (inputs, attributes, outputs) =>
    many(spec.expand(inputs as readonly Tensor[], attributes as AttributesOf<S>, outputs));
  // A model's layers are alike: what one layer's body came to holds for the next.
  let last: { readonly call: string; readonly types: readonly KnownType[] } | undefined;
  return {
    ...signature(spec),
    expand,
    infer(types, attributes, outputs) {
      const call = `${types.map(showKnown)} ${Object.values(attributes).map(showAttribute)} ${outputs}`;
      if (last?.call !== call)
        last = { call, types: expand(types.map(placeholder), attributes, outputs).map((tensor) => tensor.type) };
      return last.types;
    },
  };
}

/** The reference of an operator that was made without one: of a primitive with its kernel, of a composite without. */
export const reference = <const S extends AttributeSchema>(
  of: Operator<S>,
  spec: Documented<S> & Partial<Computed<S>>,
): StandardReference => ({ of: of as Operator, ...referenceFrom(spec) });

function referenceFrom<S extends AttributeSchema>({ doc, samples, evaluate }: Documented<S> & Partial<Computed<S>>) {
  return {
    doc,
    samples: samples as Reference["samples"],
    ...(evaluate && {
      evaluate: (inputs, attributes, outputs) =>
        many(evaluate(inputs as readonly NDArray[], attributes as AttributesOf<S>, outputs)),
    }),
  } satisfies Reference;
}

const showKnown = (type: KnownType | undefined): string => (type ? `${showType(type)}{${type.elements}}` : "-");

const showAttribute = (value: AttributeValue | undefined): string =>
  typeof value === "object" && "dtype" in value ? `${showType(value)}{${value.data}}` : `${value}`;

const placeholder = (type: KnownType | undefined, i: number): Tensor | undefined =>
  type && { type, source: { kind: "input", name: `${i}` } };

function signature<S extends AttributeSchema>(spec: Signature<S> & Partial<Computed<S>>) {
  const { name, domain = "", since, inputs, outputs, attributes, elementwise = false, doc, samples, evaluate } = spec;
  const own = doc !== undefined && samples !== undefined && { reference: referenceFrom({ doc, samples, evaluate }) };
  return { name, domain, since, inputs, outputs, attributes, elementwise, ...own };
}
