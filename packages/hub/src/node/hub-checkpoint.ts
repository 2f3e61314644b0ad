import * as client from "@huggingface/hub";
import type { ByteSource } from "@transonnx/checkpoint";
import { nodeFolder } from "@transonnx/checkpoint/node";
import { HubError } from "../errors.ts";
import { checkPlain, type HubFolder, type HubFolderOptions, remoteFolder } from "../hub-folder.ts";
import type { HubFile } from "../repo/list-folder.ts";
import { Repository } from "../repo/repository.ts";
import { RemoteFile } from "../stream/remote-file.ts";
import { download } from "./download.ts";
import { cacheFolder, type Environment, endpointOf, isOffline, tokenOf } from "./environment.ts";
import { offlineFolder } from "./offline-folder.ts";
import { isThere, RepositoryCache, type Symlink } from "./repository-cache.ts";

/** What `hubCheckpoint` takes: which repository, at which revision, and where it is kept. */
export interface HubCheckpointOptions extends Omit<HubFolderOptions, "client"> {
  /** Default: HF_TOKEN, else what `hf auth login` stored. */
  readonly token?: string | undefined;
  /** Default: HF_ENDPOINT, else https://huggingface.co. */
  readonly endpoint?: string | undefined;
  /** Default: that of huggingface_hub: HF_HUB_CACHE, else `hub` in HF_HOME, else in `~/.cache/huggingface`. */
  readonly cacheDir?: string | undefined;
  /** Whether nothing is fetched and the cache has to hold all of it. Default: as HF_HUB_OFFLINE says. */
  readonly localFilesOnly?: boolean | undefined;
  /** Whether what the cache lacks is read by ranges, and stored nowhere. Default false. */
  readonly stream?: boolean | undefined;
  /** Bytes of a file that are in the cache, and of how many. */
  readonly onDownload?: ((file: string, done: number, total: number) => void) | undefined;
  /** Default: that of the process. */
  readonly environment?: Environment | undefined;
  /** Makes symbolic links. Default: that of `node:fs`. */
  readonly symlink?: Symlink | undefined;
}

/**
 * A checkpoint of the Hub by way of the cache that Python's huggingface_hub has. A file is downloaded when it is opened first, so that
 * nothing is fetched that nobody reads; an interrupted download is gone on with the next time.
 *
 * Throws HubError, also when files are opened and read later, and the signal's reason.
 */
export async function hubCheckpoint(options: HubCheckpointOptions): Promise<HubFolder> {
  const { environment = process.env } = options;
  const offline = options.localFilesOnly ?? isOffline(environment);
  const repository = new Repository({
    ...options,
    client,
    token: options.token ?? (offline ? undefined : await tokenOf(environment)),
    endpoint: options.endpoint ?? endpointOf(environment),
  });
  const cache = new RepositoryCache(cacheFolder(environment, options.cacheDir), repository.repo, options.symlink);
  if (offline) return offlineFolder(repository, cache);
  const commit = await resolved(repository, cache);
  return cachedFolder(repository, cache, commit, options);
}

function cachedFolder(
  repository: Repository,
  cache: RepositoryCache,
  commit: string,
  { stream = false, onDownload }: HubCheckpointOptions,
): HubFolder {
  const remote = remoteFolder(repository, commit);
  const local = nodeFolder(cache.snapshot(commit, repository.subfolder));
  const underWay = new Map<string, Promise<void>>();
  let referred: Promise<void> | undefined;

  async function fetchToCache(file: HubFile): Promise<void> {
    const { name, size, hash } = file;
    if (hash === undefined) throw unnamed(repository, name);
    const blob = cache.blob(hash);
    if (!(await isThere(blob, size)))
      await download(new RemoteFile(repository, commit, file), blob, (done, total) => onDownload?.(name, done, total));
    await cache.place(hash, commit, repository.pathOf(name));
  }

  return {
    ...{ repo: repository.repo, commit, name: remote.name, list: remote.list },
    async open(name): Promise<ByteSource | undefined> {
      checkPlain(remote.name, name);
      const file = (await remote.files()).get(name);
      if (!file) return undefined;
      const there = await isThere(cache.snapshot(commit, repository.pathOf(name)), file.size);
      if (stream) return there ? local.open(name) : remote.open(name);
      if (!there) {
        const fetching = underWay.get(name) ?? fetchToCache(file).finally(() => underWay.delete(name));
        underWay.set(name, fetching);
        await fetching;
      }
      // A ref to a commit of which nothing is there is a broken cache to those who scan it.
      referred ??= cache.writeRef(repository.revision, commit);
      await referred;
      return local.open(name);
    },
  };
}

/** The commit of the revision. Where the Hub cannot be asked and the cache knows one, the error says how to use that. */
async function resolved(repository: Repository, cache: RepositoryCache): Promise<string> {
  try {
    return await repository.commit();
  } catch (error) {
    const passing = error instanceof HubError && ["network", "rate-limited", "server"].includes(error.kind);
    if (!passing || (await cache.commitOf(repository.revision)) === undefined) throw error;
    throw new HubError({
      ...{ kind: error.kind, status: error.status, file: error.file, expected: error.expected, found: error.found },
      problem: "the Hub cannot be asked which commit the revision is",
      advice: "The cache knows one: --local-files-only (in the API: localFilesOnly) uses it.",
      cause: error,
    });
  }
}

const unnamed = (repository: Repository, name: string): HubError =>
  new HubError({
    kind: "server",
    file: `${repository.repo}/${repository.pathOf(name)}`,
    problem: "the Hub does not say its hash, by which it would lie in the cache",
    advice: "Read it without the cache: --stream (in the API: stream).",
  });
