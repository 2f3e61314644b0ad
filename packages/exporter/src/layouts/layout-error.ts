import { TransonnxError } from "@transonnx/core";

export interface LayoutErrorFields {
  readonly layout: string;
  /** What is exported. */
  readonly where: string;
  /** Why the layout does not take it. */
  readonly problem: string;
  readonly expected?: string;
  readonly found?: string;
  readonly advice: string;
}

/** The loader that a layout is for does not read what would be exported. */
export class LayoutError extends TransonnxError {
  override readonly name: string = "LayoutError";
  readonly layout: string;

  constructor({ layout, where, problem, expected, found, advice }: LayoutErrorFields) {
    super(`the layout ${layout} does not take it: ${problem}`, { where, expected, found, advice });
    this.layout = layout;
  }
}
