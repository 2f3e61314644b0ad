import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, mkdir, readFile, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { isCommit } from "../repo/names.ts";

const unique = (): string => randomUUID().slice(0, 8);

export type Symlink = (target: string, at: string) => Promise<void>;

/**
 * A repository in the cache that huggingface_hub has: `models--owner--name` with `refs/REVISION` (a commit), `blobs/HASH`, and
 * `snapshots/COMMIT/PATH`, links to blobs. Whatever appears in it is complete.
 */
export class RepositoryCache {
  readonly path: string;
  readonly #symlink: Symlink;

  constructor(cacheDir: string, repo: string, link: Symlink = symlink) {
    this.path = path.join(cacheDir, ["models", ...repo.split("/")].join("--"));
    this.#symlink = link;
  }

  /** The commit that a revision was when it was fetched last; undefined where it never was. */
  async commitOf(revision: string): Promise<string | undefined> {
    if (isCommit(revision)) return revision;
    const commit = (await readFile(this.#ref(revision), "utf8").catch(() => "")).trim();
    return isCommit(commit) ? commit : undefined;
  }

  async writeRef(revision: string, commit: string): Promise<void> {
    if (revision === commit || (await this.commitOf(revision)) === commit) return;
    const ref = this.#ref(revision);
    const written = path.join(this.path, `refs.${unique()}`);
    await mkdir(path.dirname(ref), { recursive: true });
    await writeFile(written, commit);
    await moved(written, ref);
  }

  /** The folder of a commit, or a folder in it. */
  snapshot(commit: string, subfolder = ""): string {
    return path.join(this.path, "snapshots", commit, ...subfolder.split("/"));
  }

  blob(hash: string): string {
    return path.join(this.path, "blobs", hash);
  }

  /** Links a file of a commit to its blob; copies it where there are no links. */
  async place(hash: string, commit: string, file: string): Promise<void> {
    const [blob, pointer] = [this.blob(hash), this.snapshot(commit, file)];
    const made = `${blob}.${unique()}.link`;
    await mkdir(path.dirname(pointer), { recursive: true });
    await this.#symlink(path.relative(path.dirname(pointer), blob), made).catch(() =>
      copyFile(blob, made, constants.COPYFILE_FICLONE),
    );
    await moved(made, pointer);
  }

  #ref(revision: string): string {
    return path.join(this.path, "refs", ...revision.split("/"));
  }
}

/** Whether a file of so many bytes is there, links followed. */
export const isThere = (file: string, size: number): Promise<boolean> =>
  stat(file).then(
    (found) => found.isFile() && found.size === size,
    () => false,
  );

async function moved(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    await rm(from, { force: true });
    throw error;
  }
}
