import { type ErrorDetails, TransonnxError } from "@transonnx/core";

/** A model's code, its configuration or its goldens contradict each other: where, what was expected, what was found, what to do. */
export class ConformanceError extends TransonnxError {
  override readonly name: string = "ConformanceError";
  /** What does not hold, in a sentence without the details. */
  readonly summary: string;

  constructor(summary: string, details: Required<Pick<ErrorDetails, "where" | "advice">> & ErrorDetails) {
    super(summary, details);
    this.summary = summary;
  }
}
