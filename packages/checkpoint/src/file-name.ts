import { FileNameError } from "./errors.ts";
import { shown } from "./shown.ts";

/** The longest name that common file systems take. */
export const MAX_FILE_NAME_LENGTH = 255;

/**
 * Throws unless `name` is the plain name of a file: no folder, no drive, no `..`, no NUL, on any operating system.
 * `file` is where the name was read: the folder, or the index that states it.
 */
export function assertPlainFileName(name: string, file: string): void {
  const plain =
    name.length > 0 &&
    name.length <= MAX_FILE_NAME_LENGTH &&
    name !== "." &&
    name !== ".." &&
    !["/", "\\", ":", "\0"].some((forbidden) => name.includes(forbidden));
  if (plain) return;
  throw new FileNameError({
    file,
    problem: "a file name leaves the checkpoint's folder or is no file name",
    expected: "the plain name of a file in the folder",
    found: shown(name),
    advice: "Put every file of the checkpoint in one folder and name it without a path.",
  });
}
