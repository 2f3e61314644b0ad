import { shownName } from "./shown.ts";

const BRAND = Symbol.for("@transonnx/checkpoint/error");
/** The brand of every error of transonnx that is thrown on purpose. */
const TRANSONNX_ERROR = Symbol.for("transonnx.Error");

/** What an error says: where, what was expected, what was found, what to do next. */
export interface CheckpointProblem {
  /** The file in the checkpoint, or the folder itself. */
  readonly file: string;
  readonly tensor?: string | undefined;
  /** What is wrong, as a clause without a full stop. */
  readonly problem: string;
  readonly expected?: string | undefined;
  readonly found?: string | undefined;
  /** The next step, as a sentence. */
  readonly advice?: string | undefined;
  readonly cause?: unknown;
}

/** Every error that this package throws on what it reads. Its message is one paragraph. */
export class CheckpointError extends Error {
  override readonly name: string = "CheckpointError";
  readonly [BRAND] = true;
  readonly [TRANSONNX_ERROR] = true;
  readonly file: string;
  readonly tensor: string | undefined;
  readonly expected: string | undefined;
  readonly found: string | undefined;
  readonly advice: string | undefined;

  constructor(problem: CheckpointProblem) {
    super(message(problem), problem.cause === undefined ? undefined : { cause: problem.cause });
    this.file = problem.file;
    this.tensor = problem.tensor;
    this.expected = problem.expected;
    this.found = problem.found;
    this.advice = problem.advice;
  }
}

/** A folder, a weights file, a shard or a JSON file is not there. */
export class MissingFileError extends CheckpointError {
  override readonly name: string = "MissingFileError";
}

/** A name that is not the plain name of a file in the checkpoint's folder, or a link that leads out of it. */
export class FileNameError extends CheckpointError {
  override readonly name: string = "FileNameError";
}

/** The operating system or the browser could not read the bytes, or gave fewer than asked for. */
export class ReadError extends CheckpointError {
  override readonly name: string = "ReadError";
}

/** A file is not the JSON that it should be. */
export class InvalidJsonError extends CheckpointError {
  override readonly name: string = "InvalidJsonError";
  /** Counted from 1; undefined where the text as a whole is at fault. */
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(problem: CheckpointProblem & { readonly line?: number; readonly column?: number }) {
    super(problem);
    this.line = problem.line;
    this.column = problem.column;
  }
}

/** A weights file's own description of its content is broken, or contradicts the file. */
export class InvalidHeaderError extends CheckpointError {
  override readonly name: string = "InvalidHeaderError";
}

/** A shard index is broken, or contradicts its shards. */
export class InvalidIndexError extends CheckpointError {
  override readonly name: string = "InvalidIndexError";
}

/** A pickle is broken, or uses what a state dict does not need. */
export class InvalidPickleError extends CheckpointError {
  override readonly name: string = "InvalidPickleError";
}

/** A pickle asks for a Python function or class that is not on the allow-list. Nothing of it was run. */
export class ForbiddenGlobalError extends CheckpointError {
  override readonly name: string = "ForbiddenGlobalError";
  /** The Python name, such as `os.system`. */
  readonly global: string;

  constructor(problem: CheckpointProblem & { readonly global: string }) {
    super(problem);
    this.global = problem.global;
  }
}

/** The format, or a feature of it, is known and not read by this version. */
export class UnsupportedFormatError extends CheckpointError {
  override readonly name: string = "UnsupportedFormatError";
}

/** Whether an error comes from this package, also where two copies of the package are loaded. */
export function isCheckpointError(error: unknown): error is CheckpointError {
  return typeof error === "object" && error !== null && (error as Record<symbol, unknown>)[BRAND] === true;
}

function message({ file, tensor, problem, expected, found, advice }: CheckpointProblem): string {
  const where = tensor === undefined ? shownName(file) : `${shownName(file)}: tensor ${shownName(tensor)}`;
  const details = [
    ...(expected === undefined ? [] : [`expected ${expected}`]),
    ...(found === undefined ? [] : [`found ${found}`]),
  ].join(", ");
  return `${where}: ${problem}${details && `: ${details}`}.${advice === undefined ? "" : ` ${advice}`}`;
}
