/** Exit codes of transonnx: wrong arguments; an output that exists, or cannot be written. */
export type CreateExitCode = 2 | 6;

/** Why no package is made: where, what was expected, what was found, what to do. */
export class CreateError extends Error {
  override readonly name: string = "CreateError";
  readonly exitCode: CreateExitCode;

  constructor(message: string, exitCode: CreateExitCode = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}
