import { constants, copyFile, link, lstat, mkdir, readdir, readlink, symlink } from "node:fs/promises";
import { join } from "node:path";
import { OutputError } from "../outputs/errors.ts";
import { codeOf } from "./file-errors.ts";

/** More files than that are no export's folder: a home folder, say, that was named by mistake. */
const MAX_KEPT_FILES = 10_000;

/**
 * Gives the new folder the files of the old one that it does not write itself: under a further name, not as copies, where the
 * file system can.
 */
export async function keepFiles(old: string, stage: string, superseded: ReadonlySet<string>): Promise<void> {
  let count = 0;
  async function keep(folder: string): Promise<void> {
    for (const entry of await readdir(join(old, folder), { withFileTypes: true })) {
      const file = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (superseded.has(file)) continue;
      if (++count > MAX_KEPT_FILES)
        throw new OutputError({
          output: old,
          problem: "the folder holds too many other files to be replaced",
          expected: `at most ${MAX_KEPT_FILES}`,
          advice: "Export to a folder of its own",
        });
      const [from, to] = [join(old, file), join(stage, file)];
      const there = await lstat(to).catch(() => undefined);
      if (entry.isDirectory()) {
        if (there && !there.isDirectory()) continue;
        if (!there) await mkdir(to);
        await keep(file);
      } else if (!there) {
        if (entry.isSymbolicLink()) await symlink(await readlink(from), to);
        else if (entry.isFile()) await linkOrCopy(from, to);
      }
    }
  }
  await keep("");
}

/** A hard link; a copy (sharing its blocks, where the file system can) across file systems and where links are not to be had. */
export async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "EEXIST") throw error;
    await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  }
}
