import { showName, showNames } from "./describe.ts";
import { suggestion } from "./near-names.ts";
import { TransonnxError } from "./transonnx-error.ts";

/** What an UnsupportedTaskError says: the task, and the names that would have been right. */
export interface UnsupportedTaskFields {
  readonly task: string;
  /** The names that would have been accepted. */
  readonly supported: readonly string[];
  /** What lacks the task: a model type, a class. Without it, the task is unknown altogether. */
  readonly where?: string;
  readonly advice?: string;
}

/** A task (or feature) that nobody knows, or that a model type does not have. */
export class UnsupportedTaskError extends TransonnxError {
  override readonly name: string = "UnsupportedTaskError";
  readonly task: string;
  readonly supported: readonly string[];

  constructor({ task, supported, where, advice }: UnsupportedTaskFields) {
    super(where === undefined ? `there is no task ${showName(task)}` : `the task ${showName(task)} is not supported`, {
      where,
      expected: `one of ${showNames(supported)}`,
      advice: advice ?? suggestion(task, supported),
    });
    this.task = task;
    this.supported = supported;
  }
}

/** The task could not be told from the checkpoint; it has to be named. */
export class TaskInferenceError extends TransonnxError {
  override readonly name: string = "TaskInferenceError";
  readonly architectures: readonly string[];
  readonly supported: readonly string[];

  constructor(fields: { where: string; architectures: readonly string[]; supported: readonly string[] }) {
    const { where, architectures, supported } = fields;
    super(
      architectures.length === 0
        ? `the task cannot be inferred: config.json has no "architectures"`
        : `the task cannot be inferred from the architecture ${showNames(architectures)}`,
      { where, advice: `Name the task, one of: ${showNames(supported)}` },
    );
    this.architectures = architectures;
    this.supported = supported;
  }
}
