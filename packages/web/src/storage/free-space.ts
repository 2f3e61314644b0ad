import type { StoragePlan } from "../worker/messages.ts";
import type { Session } from "./sessions.ts";
import { StorageFullError } from "./storage-full.ts";

/** What an export may hold in memory where the browser has no files: the files are there once more while they are saved. */
export const MAX_IN_MEMORY = 512 * 1024 * 1024;

/** Where an export is kept, and how much room is there. */
export async function storageOf(session: Session | undefined): Promise<StoragePlan> {
  if (!session) return { place: "memory", free: MAX_IN_MEMORY };
  const { quota, usage = 0 } = await navigator.storage.estimate();
  return { place: "disk", free: quota === undefined ? undefined : Math.max(0, quota - usage) };
}

/** Throws StorageFullError where an export of so many bytes does not fit. */
export function checkSpace(needed: number, { place, free }: StoragePlan): void {
  if (free !== undefined && needed > free) throw new StorageFullError({ needed, free, place });
}
