import { createHash, type Hash } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { HubError } from "../errors.ts";
import { subjectName } from "../http/refusal.ts";
import type { HubFile } from "../repo/list-folder.ts";
import { readResumed } from "../stream/read-resumed.ts";
import type { RemoteFile } from "../stream/remote-file.ts";
import { isThere } from "./repository-cache.ts";

const CHUNK_BYTES = 4 * 1024 * 1024;

/** Bytes that are there, and of how many. */
export type DownloadProgress = (done: number, total: number) => void;

/**
 * Downloads a file to `target`. What an earlier run left in `target.incomplete` is gone on from, and an interruption leaves what came.
 * Processes that download the same file at once write the same bytes to the same places. Nothing appears as `target` whose hash is
 * not what the Hub says. Throws HubError.
 */
export async function download(
  remote: RemoteFile,
  target: string,
  progress: DownloadProgress = () => {},
): Promise<void> {
  const incomplete = `${target}.incomplete`;
  const { size } = remote.file;
  await mkdir(path.dirname(target), { recursive: true });
  for (;;) {
    const { resumed, digest } = await complete(remote, incomplete, progress);
    if (digest === undefined || digest === remote.file.hash) break;
    await rm(incomplete, { force: true });
    if (resumed === 0) throw differs(remote, digest);
  }
  await rename(incomplete, target).catch(async (error: unknown) => {
    // Another process was first.
    if (!(await isThere(target, size))) throw error;
  });
}

async function complete(
  remote: RemoteFile,
  file: string,
  progress: DownloadProgress,
): Promise<{ readonly resumed: number; readonly digest: string | undefined }> {
  const { size } = remote.file;
  const handle = await open(file, constants.O_RDWR | constants.O_CREAT, 0o666);
  try {
    const left = (await handle.stat()).size;
    if (left > size) await handle.truncate(0);
    const resumed = left > size ? 0 : left;
    const hash = hashOf(remote.file);
    if (hash) await hashStart(handle, resumed, hash);
    let at = resumed;
    progress(at, size);
    for await (const piece of readResumed(remote, at, size, { whole: true })) {
      await writeAll(handle, piece, at);
      hash?.update(piece);
      at += piece.byteLength;
      progress(at, size);
    }
    return { resumed, digest: hash?.digest("hex") };
  } finally {
    await handle.close();
  }
}

/** What makes a file's hash; undefined where the Hub says none that can be made of the content. */
function hashOf({ size, checksum }: HubFile): Hash | undefined {
  if (checksum === "sha256") return createHash("sha256");
  return checksum === "git" ? createHash("sha1").update(`blob ${size}\0`) : undefined;
}

async function hashStart(handle: FileHandle, length: number, hash: Hash): Promise<void> {
  const buffer = new Uint8Array(Math.min(length, CHUNK_BYTES));
  for (let at = 0; at < length; ) {
    const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.byteLength, length - at), at);
    if (bytesRead === 0) return;
    hash.update(buffer.subarray(0, bytesRead));
    at += bytesRead;
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength; )
    done += (await handle.write(bytes, done, bytes.byteLength - done, position + done)).bytesWritten;
}

const differs = ({ subject, file }: RemoteFile, found: string): HubError =>
  new HubError({
    kind: "changed",
    file: subjectName(subject),
    problem: "what was downloaded is not what the Hub says it is",
    expected: `a content whose hash is ${file.hash}`,
    found,
    advice: "Try again; check HF_ENDPOINT where it is set.",
  });
