/** The user, or the system, ended the program. */
export class InterruptedError extends Error {
  override readonly name: string = "InterruptedError";
  readonly signal: NodeJS.Signals;

  constructor(signal: NodeJS.Signals) {
    super(`interrupted by ${signal}: nothing was written`);
    this.signal = signal;
  }
}

const signals = ["SIGINT", "SIGTERM"] as const;

/**
 * Runs work that can be interrupted: the first SIGINT or SIGTERM aborts the signal that the work is given. The next one
 * ends the process as usual.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const interrupt = (signal: NodeJS.Signals) => {
    release();
    controller.abort(new InterruptedError(signal));
  };
  const release = () => {
    for (const signal of signals) process.off(signal, interrupt);
  };
  for (const signal of signals) process.on(signal, interrupt);
  try {
    return await work(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    release();
  }
}
