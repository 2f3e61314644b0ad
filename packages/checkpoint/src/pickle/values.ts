/** What a pickle of a state dict is made of. Lists and dicts are mutable while the pickle is read. */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | PickleTuple
  | PickleList
  | PickleDict
  | PickleHostValue;

export type PickleKey = string | number;

export class PickleTuple {
  readonly kind = "tuple";
  readonly items: readonly PickleValue[];
  constructor(items: readonly PickleValue[]) {
    this.items = items;
  }
}

export class PickleList {
  readonly kind = "list";
  readonly items: PickleValue[] = [];
}

/** A `dict` or a `collections.OrderedDict`. */
export class PickleDict {
  readonly kind = "dict";
  readonly entries = new Map<PickleKey, PickleValue>();
  readonly ordered: boolean;
  constructor(ordered: boolean) {
    this.ordered = ordered;
  }
}

/** A value that the reader of the pickle gives a meaning: what a global or a persistent id stands for. */
export abstract class PickleHostValue {
  /** The Python name, for error messages. */
  abstract readonly python: string;
}

/** A global of the allow-list that the pickle may call. */
export class PickleFunction extends PickleHostValue {
  readonly python: string;
  /** Undefined where the arguments are wrong. */
  readonly call: (args: readonly PickleValue[]) => PickleValue | undefined;

  constructor(python: string, call: (args: readonly PickleValue[]) => PickleValue | undefined) {
    super();
    this.python = python;
    this.call = call;
  }
}

/** A value as an error message names it. */
export function pythonType(value: PickleValue | undefined): string {
  if (value === undefined) return "nothing";
  if (value === null) return "None";
  if (typeof value === "boolean") return "a bool";
  if (typeof value === "number") return Number.isInteger(value) ? "an int" : "a float";
  if (typeof value === "bigint") return "an int";
  if (typeof value === "string") return "a str";
  if (value instanceof PickleTuple) return "a tuple";
  if (value instanceof PickleList) return "a list";
  if (value instanceof PickleDict) return value.ordered ? "an OrderedDict" : "a dict";
  return value.python;
}
