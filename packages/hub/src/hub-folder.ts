import { FileNameError, type Folder } from "@transonnx/checkpoint";
import { listFolder } from "./repo/list-folder.ts";
import { isPlainName } from "./repo/names.ts";
import { quoted } from "./repo/quoted.ts";
import { Repository, type RepositoryOptions } from "./repo/repository.ts";
import { Blocks } from "./stream/blocks.ts";
import { RemoteFile } from "./stream/remote-file.ts";
import { remoteSource } from "./stream/remote-source.ts";

/** What `hubFolder` takes: which repository, at which revision, and how it is asked. */
export type HubFolderOptions = RepositoryOptions;

/** A checkpoint of the Hub. */
export interface HubFolder extends Folder {
  /** `owner/name`. */
  readonly repo: string;
  /** The commit that all of its files are of. */
  readonly commit: string;
}

/**
 * A checkpoint of the Hub as a folder that is read by ranges: nothing is stored. The revision is resolved once, so that all files are of
 * one commit. Runs in browsers and in Node.
 *
 * Throws HubError, also when the files are read later, and the signal's reason.
 */
export async function hubFolder(options: HubFolderOptions): Promise<HubFolder> {
  const repository = new Repository(options);
  return remoteFolder(repository, await repository.commit());
}

/** The folder of a repository at a commit. */
export function remoteFolder(
  repository: Repository,
  commit: string,
): HubFolder & { files(): ReturnType<typeof listFolder> } {
  const { repo, subfolder } = repository;
  const name = subfolder === "" ? repo : `${repo}/${subfolder}`;
  const blocks = new Blocks();
  let listing: ReturnType<typeof listFolder> | undefined;
  const files = () => {
    listing ??= listFolder(repository, commit);
    return listing;
  };
  return {
    ...{ name, repo, commit, files },
    list: async () => [...(await files()).keys()].sort(),
    async open(file) {
      checkPlain(name, file);
      const found = (await files()).get(file);
      return found && remoteSource(new RemoteFile(repository, commit, found), blocks);
    },
  };
}

/** Throws FileNameError for a name that leaves the folder. */
export function checkPlain(folder: string, file: string): void {
  if (isPlainName(file)) return;
  throw new FileNameError({
    file: folder,
    problem: "a file name leaves the checkpoint's folder or is no file name",
    expected: "the plain name of a file in the folder",
    found: quoted(file),
  });
}
