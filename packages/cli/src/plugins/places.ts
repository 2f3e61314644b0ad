import { realpath, stat } from "node:fs/promises";
import path from "node:path";
import { manifestText } from "./manifest.ts";

/** Whether a name is that of a file or folder: it begins with `.` or `/` (or a drive). */
export const isPath = (name: string): boolean => name.startsWith(".") || path.isAbsolute(name);

const PACKAGE_NAME = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/i;

/** Whether npm would take it for the name of a package. No such name leaves a folder of packages. */
export const isPackageName = (name: string): boolean => PACKAGE_NAME.test(name);

/** A folder and those above it. */
export function* upward(folder: string): Generator<string> {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    yield at;
    if (at === path.dirname(at)) return;
  }
}

/** The nearest folder with a package.json, upward; undefined where there is none. */
export async function packageRoot(from: string): Promise<string | undefined> {
  for (const folder of upward(from)) if ((await manifestText(folder)) !== undefined) return folder;
  return undefined;
}

/** The folder of a package as Node finds it: in the node_modules of a folder, or of one above it. */
export async function installedFolder(name: string, from: string): Promise<string | undefined> {
  for (const folder of upward(from)) {
    const candidate = path.join(folder, "node_modules", name);
    if ((await manifestText(candidate)) !== undefined) return candidate;
  }
  return undefined;
}

export const isFile = (file: string): Promise<boolean> =>
  stat(file).then(
    (found) => found.isFile(),
    () => false,
  );

/** The path as messages show it: below the working directory where it lies there. */
export function shownPath(file: string, cwd: string): string {
  const relative = path.relative(cwd, file);
  if (relative === "") return ".";
  return relative.startsWith("..") || path.isAbsolute(relative) ? file : relative;
}

/** Whether a file lies in a folder, by its name or where links lead: a link in it lies in it, wherever it points. */
export async function liesIn(file: string, folder: string): Promise<boolean> {
  const inner = [path.resolve(file), await realpath(file)];
  const outer = [path.resolve(folder), await realpath(folder)];
  return inner.some((each) => outer.some((place) => isBelow(each, place)));
}

function isBelow(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
