import type { TransonnxError } from "@transonnx/core";

/** What is checked, the gravest first: of several failures `assertValid` throws the first in this order. */
export const CHECKS = [
  /** The runtime opens the model. */
  "session",
  /** The inputs are those of the configuration, in its order. */
  "input names",
  "output names",
  /** Element types of declared inputs and outputs, and of results. */
  "dtypes",
  /** Free axes have the configuration's names, all others its sizes. */
  "axes",
  /** The runtime runs the inputs of a case. */
  "run",
  /** The shapes of results are those of the reference. */
  "shapes",
  "values",
  /** Initializers hold what the checkpoint's tensors of their names hold. */
  "weights",
  /** The cases ran at least two sizes of every free axis. */
  "sizes",
] as const;

/** The name of a check. */
export type CheckName = (typeof CHECKS)[number];

/** Which check it is, and of which case, output or input. */
export interface CheckPlace {
  readonly check: CheckName;
  /** The case that it was made in. */
  readonly case?: string;
  /** The input, output, tensor or axis that it is about. */
  readonly subject?: string;
}

/** How a check ended; one that could not run says why. */
export type CheckResult =
  | { readonly status: "passed" }
  | { readonly status: "failed"; readonly error: TransonnxError }
  | { readonly status: "not run"; readonly reason: string };

/** A check that was made, and how it ended. */
export type Check = CheckPlace & CheckResult;

export const passed = (place: CheckPlace): Check => ({ ...place, status: "passed" });
export const failed = (place: CheckPlace, error: TransonnxError): Check => ({ ...place, status: "failed", error });
export const notRun = (place: CheckPlace, reason: string): Check => ({ ...place, status: "not run", reason });

/** Failed where there is an error. */
export const outcome = (place: CheckPlace, error: TransonnxError | undefined): Check =>
  error ? failed(place, error) : passed(place);

/** `values of logits in "batch_size 2": reason`, as messages name a check. */
export function showCheck(check: Check): string {
  const { check: name, subject, case: inCase } = check;
  const place = `${name}${subject === undefined ? "" : ` of ${subject}`}${inCase === undefined ? "" : ` in "${inCase}"`}`;
  if (check.status === "passed") return place;
  return `${place}: ${check.status === "failed" ? check.error.message : check.reason}`;
}
