import { HubError } from "../src/errors.ts";

/** The HubError that work ends in. */
export async function rejection(work: Promise<unknown>): Promise<HubError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof HubError) return error;
  throw error ?? new Error("nothing was thrown");
}
