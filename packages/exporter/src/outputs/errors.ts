import { TransonnxError } from "@transonnx/core";

/** The destination of an export cannot be written: no space, no right to, something else in its place. */
export class OutputError extends TransonnxError {
  override readonly name: string = "OutputError";
  readonly output: string;
  /** The operating system's name of the failure, such as `ENOSPC`, where it is one of its. */
  readonly code: string | undefined;

  constructor(fields: {
    output: string;
    problem: string;
    expected?: string;
    found?: string;
    advice: string;
    code?: string;
    cause?: unknown;
  }) {
    const { output, problem, expected, found, advice, code, cause } = fields;
    super(problem, { where: output, expected, found, advice, cause });
    this.output = output;
    this.code = code;
  }
}

/** The destination holds files already, and nothing said that they may be replaced. */
export class OutputExistsError extends TransonnxError {
  override readonly name: string = "OutputExistsError";
  readonly output: string;
  readonly files: readonly string[];

  constructor({ output, files }: { output: string; files: readonly string[] }) {
    const shown = files.slice(0, 8).join(", ") + (files.length > 8 ? " …" : "");
    super("the output folder exists and is not empty", {
      where: output,
      found: shown,
      advice: "Choose another folder, or pass --force (force: true) to replace the files that the export writes",
    });
    this.output = output;
    this.files = files;
  }
}
