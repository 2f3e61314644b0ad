import { HubError } from "../errors.ts";
import { bodyOf } from "../http/body.ts";
import { reasonOf } from "../http/hub-http.ts";
import { subjectName } from "../http/refusal.ts";
import { backoff } from "../http/retry.ts";
import type { RemoteFile } from "./remote-file.ts";

/** So much has to come between two breaks for the first of them to be forgotten: or a server that cuts each byte off is asked for ever. */
const PROGRESS_BYTES = 1024 * 1024;

export interface ReadResumedOptions {
  /** Whether a server that knows no ranges is listened to from the beginning of the file on. Default: where all of it is asked for. */
  readonly whole?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The bytes of a file from `start` up to `end` as they come. Where a transfer breaks, it goes on at that byte, as often as the policy
 * of retries allows. Throws HubError.
 */
export async function* readResumed(
  remote: RemoteFile,
  start: number,
  end: number,
  { whole = start === 0 && end === remote.file.size, signal }: ReadResumedOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  const { http } = remote;
  let at = start;
  let failures = 0;
  let forgiven = start;
  while (at < end) {
    const { answer, skip } = await remote.request(at, end, whole, signal);
    let skipped = skip;
    let reason: unknown;
    const body = bodyOf(answer, http.retry.patience);
    try {
      for (;;) {
        const { done, value } = await nextOf(body, (error) => {
          reason = error;
        });
        if (done) break;
        const piece = value.subarray(Math.min(skipped, value.byteLength));
        skipped -= value.byteLength - piece.byteLength;
        if (at + piece.byteLength > end) throw tooLong(remote, start, end);
        if (piece.byteLength === 0) continue;
        at += piece.byteLength;
        yield piece;
      }
    } finally {
      await body.return();
    }
    http.signal?.throwIfAborted();
    signal?.throwIfAborted();
    if (at >= end) return;
    if (at - forgiven >= PROGRESS_BYTES) {
      failures = 0;
      forgiven = at;
    }
    if (++failures >= http.retry.attempts) throw short(remote, { start, end, at, reason });
    await http.pause(backoff(failures), signal);
  }
}

type Body = AsyncGenerator<Uint8Array, void, undefined>;

/** The next piece of a body; a body that breaks is over. */
async function nextOf(body: Body, broken: (error: unknown) => void): Promise<IteratorResult<Uint8Array, void>> {
  try {
    return await body.next();
  } catch (error) {
    broken(error);
    return { done: true, value: undefined };
  }
}

function short(
  { subject, http }: RemoteFile,
  { start, end, at, reason }: { start: number; end: number; at: number; reason: unknown },
): HubError {
  return new HubError({
    kind: "short-read",
    file: subjectName(subject),
    problem: `the transfer broke off ${http.retry.attempts} times`,
    expected: `bytes ${start} to ${end}`,
    found: `${at - start} of ${end - start} bytes${reason === undefined ? "" : ` (${reasonOf(reason)})`}`,
    advice: "Check the connection and start again.",
    cause: reason,
  });
}

const tooLong = ({ subject }: RemoteFile, start: number, end: number): HubError =>
  new HubError({
    kind: "server",
    file: subjectName(subject),
    problem: "more bytes came than were asked for",
    expected: `${end - start}`,
    advice: "Check that HF_ENDPOINT, where it is set, is a Hub.",
  });
