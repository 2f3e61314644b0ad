import { isTransonnxError, TransonnxError } from "@transonnx/core";

/** ONNX Runtime's package is not installed, or does not load. */
export class RuntimeMissingError extends TransonnxError {
  override readonly name: string = "RuntimeMissingError";
  readonly packages: readonly string[];

  constructor(fields: { packages: readonly string[]; advice: string; cause?: unknown }) {
    const { packages, advice, cause } = fields;
    const found = cause === undefined ? undefined : messageOf(cause);
    super(`${packages.join(" or ")} cannot be loaded`, { found, advice, cause });
    this.packages = packages;
  }
}

/** ONNX Runtime does not open a model, or does not run it. */
export class RuntimeError extends TransonnxError {
  override readonly name: string = "RuntimeError";
  readonly runtime: string;

  constructor(fields: { runtime: string; what: string; where?: string; cause: unknown; advice?: string }) {
    const { runtime, what, where, cause, advice } = fields;
    super(`${runtime} ${what}`, { where, found: messageOf(cause), advice, cause });
    this.runtime = runtime;
  }
}

/** Whether a runtime threw it, also one that another copy of this package opened. */
export const isRuntimeError = (thrown: unknown): thrown is RuntimeError =>
  isTransonnxError(thrown) && thrown.name === "RuntimeError";

/** An input or output of the exported model has another element type than the configuration says. */
export class DTypeError extends TransonnxError {
  override readonly name: string = "DTypeError";
  readonly value: string;

  constructor(fields: { value: string; expected: string; found: string; where?: string; advice?: string }) {
    super(`the element type of ${fields.value} differs`, fields);
    this.value = fields.value;
  }
}

/** An initializer does not hold what the checkpoint's tensor of its name holds. */
export class WeightMismatchError extends TransonnxError {
  override readonly name: string = "WeightMismatchError";
  readonly tensors: readonly string[];

  constructor(fields: { tensors: readonly string[]; first: string; where?: string }) {
    const { tensors, first, where } = fields;
    const more = tensors.length > 1 ? `, and ${tensors.length - 1} more` : "";
    super(`weights differ from the checkpoint: ${first}${more}`, {
      where,
      advice: "The file is damaged, was changed after it was written, or belongs to another checkpoint: export again",
    });
    this.tensors = tensors;
  }
}

/** Nothing is known to be wrong, but not all was checked. */
export class IncompleteValidationError extends TransonnxError {
  override readonly name: string = "IncompleteValidationError";
  readonly notRun: readonly string[];

  constructor({ notRun }: { notRun: readonly string[] }) {
    super("checks could not run", { found: notRun.join("; ") });
    this.notRun = notRun;
  }
}

/** Arrays that are given as a reference do not say which input or output they are. */
export class ReferenceArraysError extends TransonnxError {
  override readonly name: string = "ReferenceArraysError";
}

/** What a thrown value says; ONNX Runtime's errors are not always instances of this realm's Error. */
export function messageOf(thrown: unknown): string {
  const message =
    typeof thrown === "object" && thrown !== null && "message" in thrown ? String(thrown.message) : String(thrown);
  return message.replace(/\s+/g, " ").trim().replace(/\.$/, "");
}
