import { isTransonnxError } from "@transonnx/core";
import { CANCELLED } from "./cancelled.ts";
import { ValidationFailedError } from "./validation-failed.ts";
import type { PartResult } from "./validation-result.ts";

/** Why something could not be done, as plain data. */
export interface Problem {
  /** The name of the error's class. */
  readonly error: string;
  readonly message: string;
  /** Whether it is a mistake of this program, rather than of what it was given. */
  readonly unexpected: boolean;
  /** What was compared, where that is the problem. */
  readonly validation?: readonly PartResult[];
}

export function problemOf(thrown: unknown): Problem {
  const { name = "Error", message = String(thrown) } = thrown as Partial<Error>;
  const unexpected = !isTransonnxError(thrown) && !EXPECTED.includes(name);
  const problem = { error: name, message, unexpected };
  return thrown instanceof ValidationFailedError ? { ...problem, validation: thrown.parts } : problem;
}

/** Errors that are not ours, and say what a user can do something about. */
const EXPECTED = [CANCELLED, "GraphError"];
