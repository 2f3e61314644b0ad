/**
 * The brand of every error that transonnx throws on purpose. It survives two copies of a package in one program (an
 * ES module and a CommonJS build), where `instanceof` does not; packages that cannot import this one put it on their
 * own errors.
 */
export const TRANSONNX_ERROR: unique symbol = Symbol.for("transonnx.Error");

/** The parts of a message that says where, what was expected, what was found and what to do next. */
export interface ErrorDetails {
  /** The place: a file, a parameter path, a config, an option. */
  readonly where?: string;
  readonly expected?: string;
  readonly found?: string;
  /** The next step, a sentence without its full stop. */
  readonly advice?: string;
  readonly cause?: unknown;
}

/** The base of all errors of transonnx. The message is one paragraph made of the summary and the details. */
export class TransonnxError extends Error {
  override readonly name: string = "TransonnxError";
  readonly [TRANSONNX_ERROR] = true;
  readonly where: string | undefined;
  readonly expected: string | undefined;
  readonly found: string | undefined;
  readonly advice: string | undefined;

  constructor(summary: string, details: ErrorDetails = {}) {
    super(paragraph(summary, details), details.cause === undefined ? undefined : { cause: details.cause });
    this.where = details.where;
    this.expected = details.expected;
    this.found = details.found;
    this.advice = details.advice;
  }
}

/** Whether a value is an error of transonnx, from whichever copy of a package it comes. Tell kinds apart by `name`. */
export const isTransonnxError = (value: unknown): value is TransonnxError =>
  typeof value === "object" && value !== null && TRANSONNX_ERROR in value;

function paragraph(summary: string, { where, expected, found, advice }: ErrorDetails): string {
  const comparison = [expected && `expected ${expected}`, found && `found ${found}`].filter(Boolean).join(", ");
  const sentence = [where, summary, comparison].filter(Boolean).join(": ");
  return advice ? `${sentence}. ${advice}.` : `${sentence}.`;
}
