/** The directory of all sessions in the page's own file system. */
const SESSIONS = "transonnx";

/** A directory of this session alone; it is removed by the next page after this one is closed. */
export interface Session {
  readonly directory: FileSystemDirectoryHandle;
  /** Removes the directory's content. */
  clear(): Promise<void>;
}

/** Whether the browser has files and locks for a page: over https or on localhost. */
const isSupported = (): boolean =>
  typeof navigator.storage?.getDirectory === "function" && navigator.locks !== undefined;

/**
 * Opens a directory for this session, and removes those of sessions that are gone. A session lives as long as it holds the
 * lock of its name, which the browser releases with the page, however that ends. undefined where the browser has no such files,
 * as in private windows of some.
 */
export async function openSession(): Promise<Session | undefined> {
  if (!isSupported()) return undefined;
  try {
    const root = await navigator.storage.getDirectory();
    const sessions = await root.getDirectoryHandle(SESSIONS, { create: true });
    await removeStale(sessions);
    const name = crypto.randomUUID();
    await holdLock(name);
    const directory = await sessions.getDirectoryHandle(name, { create: true });
    return { directory, clear: () => clear(directory) };
  } catch {
    return undefined;
  }
}

const lockOf = (session: string): string => `transonnx session ${session}`;

/** Holds a lock from now until the page is gone. */
const holdLock = (session: string): Promise<void> =>
  new Promise((held, refused) => {
    navigator.locks
      .request(lockOf(session), () => {
        held();
        return new Promise<never>(() => undefined);
      })
      .catch(refused);
  });

/** Removes the directories of sessions whose lock nobody holds. */
async function removeStale(sessions: FileSystemDirectoryHandle): Promise<void> {
  const names: string[] = [];
  for await (const name of sessions.keys()) names.push(name);
  for (const name of names)
    await navigator.locks.request(lockOf(name), { ifAvailable: true }, async (lock) => {
      // A file that the browser has not let go of yet is removed the next time.
      if (lock) await sessions.removeEntry(name, { recursive: true }).catch(() => undefined);
    });
}

async function clear(directory: FileSystemDirectoryHandle): Promise<void> {
  const names: string[] = [];
  for await (const name of directory.keys()) names.push(name);
  for (const name of names) await directory.removeEntry(name, { recursive: true });
}
