import { ReadError } from "./errors.ts";

/** A file, or something like it, that is read by position. */
export interface ByteSource {
  /** The file's name in its folder. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Where the bytes lie in the file system, links resolved. Node only. */
  readonly path?: string;
  /** Exactly `length` bytes from `offset`, in memory that belongs to the caller. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** The same into memory that the caller has; where it is missing, `read` serves. */
  readInto?(offset: number, target: Uint8Array): Promise<void>;
  close?(): Promise<void>;
}

/** The files of a checkpoint, by plain name. */
export interface Folder {
  readonly name: string;
  /** The names of its files, sorted; subfolders are left out. */
  list(): Promise<readonly string[]>;
  /** Undefined where there is no such file. */
  open(file: string): Promise<ByteSource | undefined>;
}

/** Reads a range after checking that it lies in the file, and checks that all of it came. */
export async function readRange(source: ByteSource, offset: number, length: number): Promise<Uint8Array> {
  checkRange(source, offset, length);
  const bytes = await source.read(offset, length);
  if (bytes.byteLength !== length) throw shortRead(source.name, offset, length, bytes.byteLength);
  return bytes;
}

export function checkRange(source: ByteSource, offset: number, length: number): void {
  const end = offset + length;
  if (Number.isSafeInteger(end) && offset >= 0 && length >= 0 && end <= source.size) return;
  throw new ReadError({
    file: source.name,
    problem: "a read leaves the file",
    expected: `bytes below ${source.size}`,
    found: `${length} bytes from offset ${offset}`,
    advice: "The file is truncated or damaged; fetch it again.",
  });
}

export function shortRead(file: string, offset: number, expected: number, found: number): ReadError {
  return new ReadError({
    file,
    problem: `a read at offset ${offset} ended early`,
    expected: `${expected} bytes`,
    found: `${found}`,
    advice: "The file is being written or was truncated; fetch it again.",
  });
}
