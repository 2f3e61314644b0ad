import { showNames, showValue } from "./describe.ts";
import { suggestion } from "./near-names.ts";
import { TransonnxError } from "./transonnx-error.ts";

/** What an OptionError says: whose option it is, what would have been right, and what was found. */
export interface OptionErrorFields {
  /** The function or class whose option it is. */
  readonly where: string;
  readonly option: string;
  readonly value?: unknown;
  readonly allowed?: readonly unknown[];
  readonly expected?: string;
  readonly advice?: string;
}

/** An option of a function or constructor has a value that it cannot have. */
export class OptionError extends TransonnxError {
  override readonly name: string = "OptionError";
  readonly option: string;
  readonly value: unknown;
  readonly allowed: readonly unknown[] | undefined;

  constructor({ where, option, value, allowed, expected, advice }: OptionErrorFields) {
    super(`the option ${option} is ${showValue(value)}`, {
      where,
      expected: expected ?? (allowed && showNames(allowed.map(showValue))),
      advice,
    });
    this.option = option;
    this.value = value;
    this.allowed = allowed;
  }
}

/** An option that the function does not have. */
export class UnknownOptionError extends TransonnxError {
  override readonly name: string = "UnknownOptionError";
  readonly option: string;
  readonly known: readonly string[];

  constructor({ where, option, known }: { where: string; option: string; known: readonly string[] }) {
    super(`there is no option "${option}"`, {
      where,
      expected: `one of ${showNames(known)}`,
      advice: suggestion(option, known),
    });
    this.option = option;
    this.known = known;
  }
}
