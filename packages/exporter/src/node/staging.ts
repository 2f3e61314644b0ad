import { readdir, rename, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { codeOf } from "./file-errors.ts";

/** The folders of one export beside its destination: what is being written, and what it replaces. */
export interface Staging {
  readonly stage: string;
  /** Where the old folder lies for the moment between two renames. */
  readonly old: string;
}

/** A process is its number and the time it started: numbers are used again. */
const started = Math.round(performance.timeOrigin).toString(36);
let exportsOfThisProcess = 0;

/** Hidden names beside the destination that say which process uses them. */
export function stagingOf(destination: string): Staging {
  const own = `${prefixOf(destination)}${process.pid}-${started}-${exportsOfThisProcess++}`;
  return { stage: join(dirname(destination), `${own}.new`), old: join(dirname(destination), `${own}.old`) };
}

/**
 * Clears up after exports to the same destination that were killed: a replaced folder goes back where the new one did
 * not come, all else is removed. Folders of living processes, and of other machines, are left alone.
 */
export async function clearStaleStaging(destination: string): Promise<void> {
  const parent = dirname(destination);
  const prefix = prefixOf(destination);
  const names = await readdir(parent).catch(() => []);
  const stale = names.filter((name) => {
    const [, pid, start] = (name.startsWith(prefix) && OWNER.exec(name.slice(prefix.length))) || [];
    return pid !== undefined && !isAlive(Number(pid), start);
  });
  for (const name of stale.filter((each) => each.endsWith(".old")))
    if (!(await exists(destination))) await rename(join(parent, name), destination);
  for (const name of stale) await rm(join(parent, name), { recursive: true, force: true });
}

const OWNER = /^(\d+)-([0-9a-z]+)-\d+\.(?:new|old)$/;
/** Keeps the hidden name below the 255 bytes that file systems take. */
const LONGEST_STEM = 48;

function prefixOf(destination: string): string {
  const name = basename(destination);
  return `.${name.slice(0, LONGEST_STEM)}.transonnx-${hash(name)}-${hash(hostname())}-`;
}

/** FNV-1a: tells names apart that are cut. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
  return (value >>> 0).toString(36);
}

function isAlive(pid: number, start: string | undefined): boolean {
  if (pid === process.pid) return start === started;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== "ESRCH";
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
