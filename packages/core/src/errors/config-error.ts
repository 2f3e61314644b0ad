import { showNames, showValue } from "./describe.ts";
import { TransonnxError } from "./transonnx-error.ts";

/** What a ConfigError says: the field, what would have been right, and what was found. */
export interface ConfigErrorFields {
  /** Name of the field in config.json; dotted where it lies in a nested config. */
  readonly field: string;
  /** What the config holds; `undefined` when the field is missing. */
  readonly value?: unknown;
  /** The values that are built. */
  readonly allowed?: readonly unknown[];
  /** What a value has to be, where `allowed` cannot list it: "a positive integer". */
  readonly expected?: string;
  /** The config: usually its model type. */
  readonly where?: string;
  readonly advice?: string;
}

/** A field of a config.json is missing, wrong, or asks for something that is not built. */
export class ConfigError extends TransonnxError {
  override readonly name: string = "ConfigError";
  readonly field: string;
  readonly value: unknown;
  readonly allowed: readonly unknown[] | undefined;

  constructor(fields: ConfigErrorFields) {
    const { field, value, allowed, expected, where, advice } = fields;
    super(value === undefined ? `the config has no "${field}"` : `the config's "${field}" is ${showValue(value)}`, {
      where: where ?? "config",
      expected: expected ?? (allowed && showNames(allowed.map(showValue))),
      advice,
    });
    this.field = field;
    this.value = value;
    this.allowed = allowed;
  }
}
