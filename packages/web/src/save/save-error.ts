/** The files could not be saved; what was written of them is gone again. */
export class SaveError extends Error {
  override readonly name: string = "SaveError";
}

/** What was chosen in a dialog of the browser: nothing. */
export const isCancelled = (thrown: unknown): boolean => (thrown as Partial<Error> | undefined)?.name === "AbortError";
