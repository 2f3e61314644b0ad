import { HubError } from "../errors.ts";
import type { ListedEntry } from "./client.ts";
import { isPlainName } from "./names.ts";
import { quoted } from "./quoted.ts";
import type { Repository } from "./repository.ts";

/** The largest checkpoints have some hundred and sixty shards in each of a few formats. */
export const MAX_FILES = 10_000;

/** A file of a repository's folder at one commit. */
export interface HubFile {
  /** Its plain name. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** What the Hub knows its content by, and huggingface_hub's cache calls it; undefined where the Hub does not say it. */
  readonly hash: string | undefined;
  /** How the hash is made of the content: its SHA-256, or git's SHA-1; undefined where this package does not make it. */
  readonly checksum: "sha256" | "git" | undefined;
}

/** The files that lie in a repository's folder, by name. Throws HubError. */
export async function listFolder(repository: Repository, commit: string): Promise<ReadonlyMap<string, HubFile>> {
  const files = new Map<string, HubFile>();
  const prefix = repository.pathOf("");
  let entries = 0;
  await repository.eachEntry(commit, (entry) => {
    if (++entries > MAX_FILES) throw tooMany(repository);
    const file = hubFile(repository, prefix, entry as Partial<ListedEntry> | null);
    if (file) files.set(file.name, file);
  });
  return files;
}

const SHA256 = /^[0-9a-f]{64}$/;
const SHA1 = /^[0-9a-f]{40}$/;

function hubFile(repository: Repository, prefix: string, entry: Partial<ListedEntry> | null): HubFile | undefined {
  const { type, path } = entry ?? {};
  if (typeof path !== "string" || typeof type !== "string") throw strange(repository, "an entry without path and type");
  const name = path.slice(prefix.length);
  if (!path.startsWith(prefix) || !isPlainName(name)) throw strange(repository, quoted(path));
  if (type !== "file") return undefined;
  const size = entry?.lfs?.size ?? entry?.size;
  if (typeof size !== "number" || !Number.isSafeInteger(size) || size < 0)
    throw strange(repository, `${quoted(path)} of ${size} bytes`);
  return { name, size, ...hashOf(entry ?? {}) };
}

function hashOf({ oid, lfs, xetHash }: Partial<ListedEntry>): Pick<HubFile, "hash" | "checksum"> {
  if (matches(SHA256, lfs?.oid)) return { hash: lfs?.oid, checksum: "sha256" };
  // What git knows of a file that it does not hold is a pointer.
  if (matches(SHA256, xetHash)) return { hash: xetHash, checksum: undefined };
  return !lfs && matches(SHA1, oid) ? { hash: oid, checksum: "git" } : { hash: undefined, checksum: undefined };
}

const matches = (pattern: RegExp, hash: unknown): boolean => typeof hash === "string" && pattern.test(hash);

const tooMany = ({ repo }: Repository): HubError =>
  new HubError({
    kind: "limit",
    file: repo,
    problem: "the folder holds too many files for a checkpoint",
    expected: `at most ${MAX_FILES}`,
    advice: "Name the subfolder of the checkpoint.",
  });

const strange = ({ repo }: Repository, found: string): HubError =>
  new HubError({
    kind: "server",
    file: repo,
    problem: "the list of its files is not one",
    expected: "names of files in the folder, and their sizes",
    found,
    advice: "Check that HF_ENDPOINT, where it is set, is a Hub.",
  });
