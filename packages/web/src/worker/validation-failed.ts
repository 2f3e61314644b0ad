import { TransonnxError } from "@transonnx/core";
import type { PartResult } from "./validation-result.ts";

/** What was written does not compute what the checkpoint does. */
export class ValidationFailedError extends TransonnxError {
  override readonly name: string = "ValidationFailedError";
  readonly parts: readonly PartResult[];

  constructor(parts: readonly PartResult[]) {
    const failed = parts.flatMap(({ part, checks }) =>
      checks.flatMap(({ status, message }) => (status === "failed" ? [`${part}: ${message}`] : [])),
    );
    super("the exported model is not what the checkpoint computes", {
      found: failed[0] ?? "no values that could be compared",
      advice:
        "The files were removed. Export another task or for another target, or report this as a defect of transonnx",
    });
    this.parts = parts;
  }
}
