import { type ErrorDetails, TransonnxError } from "@transonnx/core";

/** Two decoders that cannot be the branches of one model. */
export class MergeError extends TransonnxError {
  override readonly name: string = "MergeError";

  constructor(summary: string, details: ErrorDetails = {}) {
    super(summary, { where: "mergeDecoders", ...details });
  }
}
