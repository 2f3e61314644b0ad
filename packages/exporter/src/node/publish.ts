import { chmod, readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import { OutputExistsError } from "../outputs/errors.ts";
import { codeOf } from "./file-errors.ts";
import { keepFiles } from "./keep-files.ts";
import type { Staging } from "./staging.ts";

export interface Publication extends Staging {
  /** The output in messages. */
  readonly name: string;
  readonly destination: string;
  readonly force: boolean;
  /** Files of the old folder that are not kept. */
  readonly superseded: ReadonlySet<string>;
}

/**
 * Puts a complete folder in its place. Whoever looks sees the old folder, for the moment between two renames none, then
 * the new one.
 */
export async function publish({ name, destination, stage, old, force, superseded }: Publication): Promise<void> {
  const there = await readdir(destination).catch((error) => {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  });
  if (!there?.length) {
    if (there) await rmdir(destination);
    await moveIn(name, stage, destination);
    return;
  }
  if (!force) throw new OutputExistsError({ output: name, files: there });
  await keepFiles(destination, stage, superseded);
  await chmod(stage, (await stat(destination)).mode);
  await rename(destination, old);
  try {
    await rename(stage, destination);
  } catch (error) {
    await rename(old, destination);
    throw error;
  }
  // The export is complete: what cannot be removed now is removed by the next export.
  await rm(old, { recursive: true, force: true }).catch(() => undefined);
}

async function moveIn(name: string, stage: string, destination: string): Promise<void> {
  try {
    await rename(stage, destination);
  } catch (error) {
    if (codeOf(error) !== "ENOTEMPTY" && codeOf(error) !== "EEXIST") throw error;
    throw new OutputExistsError({ output: name, files: await readdir(destination) });
  }
}
