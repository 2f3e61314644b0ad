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
  /** SHA-256 of its content where it is stored as a large file, else git's SHA-1 of it; undefined where the Hub does not say it. */
  readonly hash: string | undefined;
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
const GIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

function hubFile(repository: Repository, prefix: string, entry: Partial<ListedEntry> | null): HubFile | undefined {
  const { type, path } = entry ?? {};
  if (typeof path !== "string" || typeof type !== "string") throw strange(repository, "an entry without path and type");
  const name = path.slice(prefix.length);
  if (!path.startsWith(prefix) || !isPlainName(name)) throw strange(repository, quoted(path));
  if (type !== "file") return undefined;
  const size = entry?.lfs?.size ?? entry?.size;
  if (typeof size !== "number" || !Number.isSafeInteger(size) || size < 0)
    throw strange(repository, `${quoted(path)} of ${size} bytes`);
  const [oid, sha256] = [entry?.oid, entry?.lfs?.oid];
  const matches = (pattern: RegExp, hash: unknown): hash is string => typeof hash === "string" && pattern.test(hash);
  // Without `lfs`, what git knows of a large file is its pointer.
  const hash = entry?.lfs ? (matches(SHA256, sha256) ? sha256 : undefined) : matches(GIT, oid) ? oid : undefined;
  return { name, size, hash };
}

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
