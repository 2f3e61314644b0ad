import { CommanderError } from "commander";

/** Arguments that the command line does not take. The message is one paragraph. */
export class UsageError extends Error {
  override readonly name: string = "UsageError";
  readonly advice: string;

  constructor(problem: string, advice: string) {
    super(`${problem}. ${advice}.`);
    this.advice = advice;
  }

  /**
   * What commander throws, as an error of this kind; undefined where it only showed help or the version. Any other error
   * is returned as it is.
   */
  static of(error: unknown): unknown {
    if (!(error instanceof CommanderError)) return error;
    if (error.exitCode === 0) return undefined;
    const [problem = "", hint] = error.message.replace(/^error: /, "").split("\n");
    const near = hint?.match(/^\(Did you mean (.*)\?\)$/)?.[1];
    return new UsageError(
      problem.replace(/\.$/, ""),
      near === undefined ? "See --help for the arguments" : `The nearest there is: ${near}`,
    );
  }
}
