import { showNames, showShape } from "./describe.ts";
import { TransonnxError } from "./transonnx-error.ts";

/** An output whose shape differs from the expected one. */
export interface ShapeMismatch {
  readonly output: string;
  readonly expected: readonly (number | string)[];
  readonly found: readonly (number | string)[];
}

/** Outputs of the exported model have other shapes than the reference. */
export class ShapeError extends TransonnxError {
  override readonly name: string = "ShapeError";
  readonly mismatches: readonly ShapeMismatch[];

  constructor({
    mismatches,
    where,
    advice,
  }: { mismatches: readonly ShapeMismatch[]; where?: string; advice?: string }) {
    const each = mismatches.map((m) => `${m.output}: expected ${showShape(m.expected)}, found ${showShape(m.found)}`);
    super(`output shapes differ from the reference: ${each.join("; ")}`, { where, advice });
    this.mismatches = mismatches;
  }
}

/** An output whose values differ by more than the tolerance. */
export interface ValueMismatch {
  readonly output: string;
  /** The largest absolute difference; NaN where only one side is a number. */
  readonly maxDifference: number;
  /** Index of that difference in the output. */
  readonly at?: readonly number[];
}

/** Values of the exported model differ from the reference by more than the tolerance. */
export class AtolError extends TransonnxError {
  override readonly name: string = "AtolError";
  readonly atol: number;
  readonly mismatches: readonly ValueMismatch[];
  /** Parameter path and operator of the first node that diverges, where it was looked for. */
  readonly node: string | undefined;

  constructor(fields: {
    atol: number;
    mismatches: readonly ValueMismatch[];
    where?: string;
    node?: string;
    advice?: string;
  }) {
    const { atol, mismatches, where, node, advice } = fields;
    const each = mismatches.map((m) => `${m.output}: ${m.maxDifference}${m.at ? ` at ${showShape(m.at)}` : ""}`);
    const origin = node === undefined ? "" : `; the first node that differs is ${node}`;
    super(`values differ from the reference by more than ${atol}: ${each.join(", ")}${origin}`, { where, advice });
    this.atol = atol;
    this.mismatches = mismatches;
    this.node = node;
  }
}

class NamesError extends TransonnxError {
  readonly expectedNames: readonly string[];
  readonly foundNames: readonly string[];

  constructor(summary: string, fields: NamesErrorFields) {
    super(summary, {
      where: fields.where,
      expected: showNames(fields.expected),
      found: showNames(fields.found),
      advice: fields.advice,
    });
    this.expectedNames = fields.expected;
    this.foundNames = fields.found;
  }
}

/** What an error about names says: those that were expected, and those that were found. */
export interface NamesErrorFields {
  readonly expected: readonly string[];
  readonly found: readonly string[];
  readonly where?: string;
  readonly advice?: string;
}

/** The exported model's outputs are not those of the configuration. */
export class OutputMatchError extends NamesError {
  override readonly name: string = "OutputMatchError";
  constructor(fields: NamesErrorFields) {
    super("the outputs do not match", fields);
  }
}

/** Inputs are missing, or there are too many. */
export class NumberOfInputsMatchError extends NamesError {
  override readonly name: string = "NumberOfInputsMatchError";
  constructor(fields: NamesErrorFields) {
    super("the inputs do not match", fields);
  }
}

/** Outputs are missing, or there are too many. */
export class NumberOfOutputsMatchError extends NamesError {
  override readonly name: string = "NumberOfOutputsMatchError";
  constructor(fields: NamesErrorFields) {
    super("the number of outputs does not match", fields);
  }
}

/** An axis of the exported model has a symbolic name that the configuration does not declare. */
export class DynamicAxisNameError extends TransonnxError {
  override readonly name: string = "DynamicAxisNameError";
  readonly output: string;
  readonly axis: number;
  readonly symbol: string;
  readonly allowed: readonly string[];

  constructor(fields: {
    output: string;
    axis: number;
    symbol: string;
    allowed: readonly string[];
    where?: string;
    advice?: string;
  }) {
    const { output, axis, symbol, allowed, where, advice } = fields;
    super(`axis ${axis} of ${output} is named "${symbol}"`, {
      where,
      expected: `one of ${showNames(allowed)}`,
      advice,
    });
    this.output = output;
    this.axis = axis;
    this.symbol = symbol;
    this.allowed = allowed;
  }
}

/** A library that is needed is older than it must be. */
export class MinimumVersionError extends TransonnxError {
  override readonly name: string = "MinimumVersionError";
  readonly library: string;
  readonly minimum: string;
  readonly version: string;

  constructor(fields: { library: string; minimum: string; version: string; where?: string; advice?: string }) {
    const { library, minimum, version, where, advice } = fields;
    super(`${library} is too old`, {
      where,
      expected: `at least ${minimum}`,
      found: version,
      advice: advice ?? `Install ${library} ${minimum} or newer`,
    });
    this.library = library;
    this.minimum = minimum;
    this.version = version;
  }
}
