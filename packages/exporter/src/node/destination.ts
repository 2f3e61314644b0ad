import { lstatSync, realpathSync } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { dirname, isAbsolute, sep } from "node:path";
import { OutputError, OutputExistsError } from "../outputs/errors.ts";
import { codeOf, outputError } from "./file-errors.ts";

/** Where the output lies: a link to a folder is followed, so that the folder is replaced and not the link. */
export function destinationOf(path: string): string {
  try {
    const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink();
    return isLink ? realpathSync(path) : path;
  } catch (cause) {
    if (codeOf(cause) !== "ENOENT") throw outputError(path, cause);
    throw new OutputError({
      output: path,
      problem: "it is a link to a folder that does not exist",
      advice: "Remove the link, or name the folder itself",
      code: codeOf(cause),
      cause,
    });
  }
}

/** Refuses an output that is the checkpoint's folder, or one that the checkpoint lies in. */
export async function checkSeparate(output: string, destination: string, checkpoint: string): Promise<void> {
  if (!isAbsolute(checkpoint)) return;
  const [from, to] = await Promise.all([realFolder(checkpoint), realFolder(destination)]);
  if (`${from}${sep}`.startsWith(`${to}${sep}`))
    throw new OutputError({
      output,
      problem: from === to ? "it is the checkpoint's own folder" : "the checkpoint lies in it",
      expected: "a folder of its own",
      advice: `Choose another folder, such as ${from}${sep}onnx`,
    });
}

const realFolder = (path: string): Promise<string> => realpath(path).catch(() => path);

/** Refuses a destination that is a file, a mounted disk, or a folder with files that may not be replaced. */
export async function checkDestination(output: string, destination: string, force: boolean): Promise<void> {
  const found = await stat(destination).catch((error) => {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  });
  if (!found) return;
  if (!found.isDirectory())
    throw new OutputError({
      output,
      problem: "a file lies in its place",
      expected: "a folder, or nothing",
      advice: "Name a folder; the model's file in it is model.onnx",
    });
  if (found.dev !== (await stat(dirname(destination))).dev || dirname(destination) === destination)
    throw new OutputError({
      output,
      problem: "it is where a disk is mounted, and cannot be replaced as a whole",
      expected: "a folder on the disk",
      advice: `Export to a folder in it, such as ${output}/model`,
    });
  const files = await readdir(destination);
  if (files.length > 0 && !force) throw new OutputExistsError({ output, files: files.sort() });
}
