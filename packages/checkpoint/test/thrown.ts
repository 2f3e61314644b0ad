import { type CheckpointError, isCheckpointError } from "../src/errors.ts";

/** The error of this package that a piece of work ends in. */
export async function thrown(work: () => unknown): Promise<CheckpointError> {
  try {
    await work();
  } catch (error) {
    if (isCheckpointError(error)) return error;
    throw error;
  }
  throw new Error("It ended without an error.");
}
