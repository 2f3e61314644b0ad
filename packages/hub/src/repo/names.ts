import { HubError } from "../errors.ts";
import { quoted } from "./quoted.ts";

/** `name`, or `owner/name`: letters, digits, `-`, `_` and `.`, as huggingface_hub's validate_repo_id has it. */
const REPOSITORY = /^(?:\w[\w.-]*\/)?\w[\w.-]*$/;
/** Of the name and of the owner. */
const LONGEST_NAME = 96;
const LONGEST_REVISION = 255;
const LONGEST_FILE_NAME = 255;
/** What git forbids in the name of a ref, but for `@` alone. */
const NO_REF = /\p{Cc}|[ ~^:?*[\\]|\.\.|@\{|\/\/|^[/-]|\/$|\.$|\.lock$/u;
/** A commit: SHA-1, or SHA-256 in repositories to come. */
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Whether a text can be the name of a repository of the Hub. */
export const isRepositoryName = (text: string): boolean =>
  REPOSITORY.test(text) &&
  text.split("/").every((part) => part.length <= LONGEST_NAME && !/^\.|[.-]$|--|\.\./.test(part)) &&
  !text.endsWith(".git");

export const isCommit = (text: string): boolean => COMMIT.test(text);

/** Whether a name is that of a file in a folder: no path, no drive, nothing that a terminal obeys. */
export const isPlainName = (name: string): boolean =>
  name.length > 0 && name.length <= LONGEST_FILE_NAME && name !== "." && name !== ".." && !/[/\\:]|\p{Cc}/u.test(name);

/** Throws HubError unless the text can be the name of a repository. */
export function checkRepository(repo: string): void {
  if (isRepositoryName(repo)) return;
  throw new HubError({
    kind: "repository-not-found",
    file: "Hugging Face Hub",
    problem: "this is not the name of a repository",
    expected: "owner/name, or name alone: letters, digits, -, _ and .",
    found: quoted(repo),
  });
}

/** Throws HubError unless the text can be a branch, a tag, or a commit. */
export function checkRevision(repo: string, revision: string): void {
  const plain = revision.split("/").every((part) => part.length > 0 && part[0] !== ".");
  if (plain && revision.length <= LONGEST_REVISION && !NO_REF.test(revision)) return;
  throw new HubError({
    kind: "revision-not-found",
    file: repo,
    problem: "this cannot be a revision",
    expected: "a branch, a tag, or a commit",
    found: quoted(revision),
  });
}

/** A folder of a repository without slashes at its ends; empty for its root. Throws HubError where it leaves the repository. */
export function folderPath(repo: string, subfolder = ""): string {
  const folder = subfolder.replace(/^(?:\.?\/)+|\/+$/g, "").replace(/^\.$/, "");
  if (folder === "" || folder.split("/").every(isPlainName)) return folder;
  throw new HubError({
    kind: "file-not-found",
    file: repo,
    problem: "this is not a folder of a repository",
    expected: "names of folders with / between them",
    found: quoted(subfolder),
  });
}
