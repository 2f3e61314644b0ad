import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { CreateError } from "./errors.ts";
import type { Files } from "./template.ts";

/** What `writeFiles` takes besides the files and the folder. */
export interface WriteFilesOptions {
  /** Whether files of a folder that is not empty may be replaced. Default false. */
  readonly force?: boolean;
  /** Told of each file whose content is replaced. */
  readonly onReplaced?: (file: string) => void;
}

/**
 * Writes a package's files into a folder. They are written beside it and renamed, so that it appears whole; a folder with files in it
 * is refused, and with `force` file by file. Throws CreateError.
 */
export function writeFiles(folder: string, files: Files, { force = false, onReplaced }: WriteFilesOptions = {}): void {
  const there = existing(folder);
  if (there.length > 0 && !force)
    throw new CreateError(
      `${folder} is not empty: it holds ${there.slice(0, 3).join(", ")}${there.length > 3 ? " …" : ""}. Choose another with --dir, or add --force to write into it`,
      6,
    );
  const parent = path.dirname(path.resolve(folder));
  mkdirSync(parent, { recursive: true });
  const work = mkdtempSync(path.join(parent, `.${path.basename(folder)}-`));
  try {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(work, file)), { recursive: true });
      writeFileSync(path.join(work, file), text);
    }
    if (there.length === 0) {
      if (existsSync(folder)) rmdirSync(folder);
      renameSync(work, folder);
    } else moveEach(Object.keys(files), work, folder, onReplaced);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function existing(folder: string): readonly string[] {
  const entry = lstatSync(folder, { throwIfNoEntry: false });
  if (!entry) return [];
  if (entry.isDirectory()) return readdirSync(folder);
  throw new CreateError(`${folder} is no folder: choose another with --dir`, 6);
}

function moveEach(files: readonly string[], from: string, to: string, onReplaced?: (file: string) => void): void {
  for (const file of files) staysWithin(to, file);
  for (const file of files) {
    const [source, target] = [path.join(from, file), path.join(to, file)];
    if (existsSync(target) && readFileSync(source, "utf8") !== readFileSync(target, "utf8")) onReplaced?.(file);
    mkdirSync(path.dirname(target), { recursive: true });
    renameSync(source, target);
  }
}

/** What is written lies in the folder: no link leads out of it. */
function staysWithin(folder: string, file: string): void {
  const steps = file.split("/");
  steps.forEach((_, depth) => {
    const place = path.join(folder, ...steps.slice(0, depth + 1));
    const entry = lstatSync(place, { throwIfNoEntry: false });
    const isExpected = depth === steps.length - 1 ? entry?.isFile() : entry?.isDirectory();
    if (entry && !isExpected)
      throw new CreateError(
        `${place} is in the way: expected a ${depth === steps.length - 1 ? "file" : "folder"}, or nothing`,
        6,
      );
  });
}
