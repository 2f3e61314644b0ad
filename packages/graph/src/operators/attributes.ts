import type { NDArray } from "../types/ndarray.ts";

/** What an attribute may hold, by ONNX's names. */
export interface AttributeKinds {
  int: number;
  float: number;
  string: string;
  ints: readonly number[];
  floats: readonly number[];
  strings: readonly string[];
  tensor: NDArray;
}
/** The name of a kind of attribute: `int`, `floats` … */
export type AttributeKind = keyof AttributeKinds;
/** A value of an attribute, of any kind. */
export type AttributeValue = AttributeKinds[AttributeKind];
/** A node's attributes by name; undefined stands for one that is not given. */
export type AttributeValues = Readonly<Record<string, AttributeValue | undefined>>;

/** How an operator declares one attribute. */
export interface Attribute<V extends AttributeValue | undefined = AttributeValue | undefined> {
  readonly kind: AttributeKind;
  readonly default?: V;
  readonly required: boolean;
  /** The first opset in which the operator takes it, where that is later than the operator itself. */
  readonly since?: number;
}
/** The attributes that an operator has, by name. */
export type AttributeSchema = Readonly<Record<string, Attribute>>;

/** The attributes as `infer`, `evaluate` and `expand` get them: defaults filled in. */
export type AttributesOf<S extends AttributeSchema> = {
  readonly [K in keyof S]: S[K] extends Attribute<infer V> ? V : never;
};

interface Declare<V> {
  /** An attribute that must be given. */
  (): Attribute<Extract<V, AttributeValue>>;
  /** An attribute with a default; `undefined` where ONNX leaves its absence a meaning of its own. */
  <const D extends V | undefined>(
    value: D,
    options?: { readonly since?: number },
  ): Attribute<D extends undefined ? Extract<V, AttributeValue> | undefined : Extract<V, AttributeValue>>;
}

const declare = <V extends AttributeValue>(kind: AttributeKind): Declare<V> =>
  ((...given: [V?, { since?: number }?]) => ({
    kind,
    required: given.length === 0,
    ...(given[0] === undefined ? {} : { default: given[0] }),
    ...given[1],
  })) as Declare<V>;

/** Declares an attribute that is an integer. Without a default it has to be given. */
export const int = declare<number>("int");
/** Declares an attribute that is a float. Without a default it has to be given. */
export const float = declare<number>("float");
/** Declares an attribute that is a text. Without a default it has to be given. */
export const string = declare<string>("string");
/** Declares an attribute that is a list of integers. Without a default it has to be given. */
export const intList = declare<readonly number[]>("ints");
/** Declares an attribute that is a list of floats. Without a default it has to be given. */
export const floatList = declare<readonly number[]>("floats");
/** Declares an attribute that is a list of texts. Without a default it has to be given. */
export const stringList = declare<readonly string[]>("strings");
/** Declares an attribute that is a tensor. Without a default it has to be given. */
export const tensor = declare<NDArray>("tensor");

/** Fills in the defaults. Throws on an attribute that the operator does not have, is of another kind, or is missing. */
export function completeAttributes(schema: AttributeSchema, given: AttributeValues): AttributeValues {
  for (const name of Object.keys(given))
    if (!Object.hasOwn(schema, name))
      throw new Error(`it has no attribute "${name}"; attributes: ${Object.keys(schema).join(", ") || "none"}`);
  const out: Record<string, AttributeValue | undefined> = {};
  for (const [name, { kind, default: fallback, required }] of Object.entries(schema)) {
    const value = given[name] ?? fallback;
    if (required && value === undefined) throw new Error(`attribute "${name}" is missing`);
    if (value !== undefined && !isKind[kind](value))
      throw new Error(`attribute "${name}" is of kind ${kind}, got ${JSON.stringify(value)}`);
    out[name] = value;
  }
  return out;
}

const listOf = (is: (x: unknown) => boolean) => (value: AttributeValue) => Array.isArray(value) && value.every(is);
const isNumber = (x: unknown) => typeof x === "number";
const isString = (x: unknown) => typeof x === "string";

const isKind: { readonly [K in AttributeKind]: (value: AttributeValue) => boolean } = {
  int: Number.isInteger,
  float: isNumber,
  string: isString,
  ints: listOf(Number.isInteger),
  floats: listOf(isNumber),
  strings: listOf(isString),
  tensor: (value) => typeof value === "object" && "dtype" in value,
};
