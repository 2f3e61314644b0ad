import { type ByteSource, readRange } from "../byte-source.ts";
import { InvalidHeaderError, UnsupportedFormatError } from "../errors.ts";
import { shown } from "../shown.ts";

/** A file of PyTorch has an entry a storage: this is more than the largest has tensors. */
export const MAX_ZIP_ENTRIES = 250_000;
/** Some hundred bytes an entry. */
export const MAX_ZIP_DIRECTORY_BYTES = 32 * 1024 * 1024;

const END_SIZE = 22;
const MAX_COMMENT = 0xffff;
const END = 0x06054b50;
const END64 = 0x06064b50;
const END64_SIZE = 56;
const LOCATOR64 = 0x07064b50;
const LOCATOR64_SIZE = 20;
const ENTRY = 0x02014b50;
const ENTRY_SIZE = 46;
const LOCAL = 0x04034b50;
const LOCAL_SIZE = 30;
const ZIP64_EXTRA = 1;
const FULL16 = 0xffff;
const FULL32 = 0xffffffff;
const ENCRYPTED = 0x1;
const SIZES_FOLLOW = 0x8;

const DAMAGED = "The file is truncated or damaged; fetch it again.";

/** A stored (not compressed) entry. */
export interface ZipEntry {
  readonly name: string;
  readonly size: number;
  /** Where its local header starts. */
  readonly headerOffset: number;
  /** Where the next entry or the directory starts: it must end before. */
  readonly limit: number;
}

/** Reads the directory of a zip archive as PyTorch writes it: one disk, nothing compressed, nothing encrypted. */
export async function readZipDirectory(source: ByteSource): Promise<ReadonlyMap<string, ZipEntry>> {
  const { offset, size, entries } = await findDirectory(source);
  if (entries > MAX_ZIP_ENTRIES || size > MAX_ZIP_DIRECTORY_BYTES) {
    throw broken(
      source,
      "its directory is too large",
      `at most ${MAX_ZIP_ENTRIES} entries`,
      `${entries} in ${size} bytes`,
    );
  }
  const bytes = await readRange(source, offset, size);
  const found: Omit<ZipEntry, "limit">[] = [];
  let at = 0;
  while (at < size) {
    const entry = readEntry(source, bytes, at);
    found.push(entry);
    at += entry.length;
  }
  if (found.length !== entries) {
    throw broken(source, "the number of its entries", `${entries}`, `${found.length}`);
  }
  return withLimits(source, found, offset);
}

/** Where the bytes of an entry start, after checking its local header against the directory. */
export async function zipEntryOffset(source: ByteSource, entry: ZipEntry): Promise<number> {
  const wrong = (problem: string, expected: string, found: string): InvalidHeaderError =>
    broken(source, `its entry ${shown(entry.name)}: ${problem}`, expected, found);
  const nameBytes = new TextEncoder().encode(entry.name);
  const needed = LOCAL_SIZE + nameBytes.byteLength;
  if (entry.headerOffset + needed > entry.limit)
    throw wrong("no room for its header", `${needed} bytes`, `${entry.limit - entry.headerOffset}`);
  const bytes = await readRange(source, entry.headerOffset, needed);
  const view = viewOf(bytes);
  if (view.getUint32(0, true) !== LOCAL)
    throw wrong("no header where the directory says", "a local header", "other bytes");
  const name = decode(source, bytes.subarray(LOCAL_SIZE));
  if (view.getUint16(26, true) !== nameBytes.byteLength || name !== entry.name) {
    throw wrong("its header has another name", shown(entry.name), shown(name));
  }
  if (view.getUint16(8, true) !== 0)
    throw wrong("its header and the directory differ", "a stored entry", "a compressed one");
  const size = view.getUint32(22, true);
  const sizeFollows = (view.getUint16(6, true) & SIZES_FOLLOW) !== 0;
  if (!sizeFollows && size !== FULL32 && size !== entry.size)
    throw wrong("its header has another size", `${entry.size}`, `${size}`);
  const start = entry.headerOffset + needed + view.getUint16(28, true);
  if (start + entry.size > entry.limit) {
    throw wrong("it overlaps what comes behind it", `an end up to byte ${entry.limit}`, `byte ${start + entry.size}`);
  }
  return start;
}

interface Directory {
  readonly offset: number;
  readonly size: number;
  readonly entries: number;
}

async function findDirectory(source: ByteSource): Promise<Directory> {
  const tailSize = Math.min(source.size, END_SIZE + MAX_COMMENT);
  const tailStart = source.size - tailSize;
  const tail = await readRange(source, tailStart, tailSize);
  const view = viewOf(tail);
  for (let at = tailSize - END_SIZE; at >= 0; at--) {
    if (view.getUint32(at, true) !== END || view.getUint16(at + 20, true) !== tailSize - at - END_SIZE) continue;
    const end = tailStart + at;
    const directory = {
      offset: view.getUint32(at + 16, true),
      size: view.getUint32(at + 12, true),
      entries: view.getUint16(at + 10, true),
    };
    const zip64 = directory.offset === FULL32 || directory.size === FULL32 || directory.entries === FULL16;
    const split = view.getUint16(at + 4, true) !== view.getUint16(at + 6, true);
    if (split || (!zip64 && view.getUint16(at + 8, true) !== directory.entries)) {
      throw broken(source, "it is split over several disks", "one disk", "several");
    }
    return zip64 ? findDirectory64(source, end) : checked(source, directory, end);
  }
  throw broken(source, "its directory is missing", "an end record of a zip archive", "none");
}

async function findDirectory64(source: ByteSource, end: number): Promise<Directory> {
  const locatorAt = end - LOCATOR64_SIZE;
  if (locatorAt < 0) throw broken(source, "its zip64 locator is missing", "a locator", "none");
  const locator = viewOf(await readRange(source, locatorAt, LOCATOR64_SIZE));
  const at = safe(source, locator.getBigUint64(8, true));
  if (locator.getUint32(0, true) !== LOCATOR64 || at + END64_SIZE > locatorAt) {
    throw broken(source, "its zip64 locator is broken", "a record before it", "none");
  }
  const record = viewOf(await readRange(source, at, END64_SIZE));
  if (record.getUint32(0, true) !== END64)
    throw broken(source, "its zip64 record is missing", "a record", "other bytes");
  const directory = {
    offset: safe(source, record.getBigUint64(48, true)),
    size: safe(source, record.getBigUint64(40, true)),
    entries: safe(source, record.getBigUint64(32, true)),
  };
  return checked(source, directory, at);
}

function checked(source: ByteSource, directory: Directory, end: number): Directory {
  const { offset, size } = directory;
  if (offset + size <= end) return directory;
  throw broken(source, "its directory overlaps its end record", `an end up to byte ${end}`, `byte ${offset + size}`);
}

function readEntry(source: ByteSource, bytes: Uint8Array, at: number): Omit<ZipEntry, "limit"> & { length: number } {
  const view = viewOf(bytes);
  const cut = () => broken(source, "its directory is cut off", "whole entries", "a part of one");
  if (at + ENTRY_SIZE > bytes.byteLength) throw cut();
  if (view.getUint32(at, true) !== ENTRY) throw broken(source, "its directory is broken", "an entry", "other bytes");
  const nameSize = view.getUint16(at + 28, true);
  const extraSize = view.getUint16(at + 30, true);
  const length = ENTRY_SIZE + nameSize + extraSize + view.getUint16(at + 32, true);
  if (at + length > bytes.byteLength) throw cut();
  const extraAt = at + ENTRY_SIZE + nameSize;
  const name = decode(source, bytes.subarray(at + ENTRY_SIZE, extraAt));
  assertStored(source, name, view.getUint16(at + 8, true), view.getUint16(at + 10, true));
  const short = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
  const [size = 0, stored = 0, headerOffset = 0] = zip64Values(
    source,
    name,
    short,
    bytes.subarray(extraAt, extraAt + extraSize),
  );
  if (size !== stored) throw broken(source, `its entry ${shown(name)} has two sizes`, `${size}`, `${stored}`);
  return { name, size, headerOffset, length };
}

/** Fields that are full in the entry stand in its zip64 extra, in this order. */
function zip64Values(source: ByteSource, name: string, short: readonly number[], extra: Uint8Array): number[] {
  if (!short.includes(FULL32)) return [...short];
  const view = viewOf(extra);
  for (let at = 0; at + 4 <= extra.byteLength; ) {
    const size = view.getUint16(at + 2, true);
    const end = Math.min(at + 4 + size, extra.byteLength);
    if (view.getUint16(at, true) === ZIP64_EXTRA) {
      let next = at + 4;
      return short.map((value) => {
        if (value !== FULL32) return value;
        next += 8;
        if (next > end)
          throw broken(source, `its entry ${shown(name)}: the zip64 sizes are cut off`, "8 bytes", "fewer");
        return safe(source, view.getBigUint64(next - 8, true));
      });
    }
    at = end;
  }
  throw broken(source, `its entry ${shown(name)}: the zip64 sizes are missing`, "an extra field", "none");
}

function assertStored(source: ByteSource, name: string, flags: number, method: number): void {
  if (method === 0 && (flags & ENCRYPTED) === 0) return;
  throw new UnsupportedFormatError({
    file: source.name,
    problem: `its entry ${shown(name)} is ${method === 0 ? "encrypted" : "compressed"}`,
    expected: "an archive as torch.save writes it, which compresses nothing",
    found: method === 0 ? "encryption" : `compression method ${method}`,
    advice: "Unpack it and save the model again with torch.save or as safetensors.",
  });
}

function withLimits(source: ByteSource, found: Omit<ZipEntry, "limit">[], directory: number): Map<string, ZipEntry> {
  const ordered = [...found].sort((a, b) => a.headerOffset - b.headerOffset);
  const limits = new Map(ordered.map((entry, i) => [entry, ordered[i + 1]?.headerOffset ?? directory]));
  const entries = new Map<string, ZipEntry>();
  for (const { name, size, headerOffset } of found) {
    if (entries.has(name)) throw broken(source, "two entries have one name", "names of their own", shown(name));
    entries.set(name, { name, size, headerOffset, limit: 0 });
  }
  for (const [{ name, size, headerOffset }, limit] of limits) {
    if (headerOffset + LOCAL_SIZE + size > limit) {
      throw broken(
        source,
        `its entry ${shown(name)} overlaps what comes behind it`,
        `an end up to byte ${limit}`,
        `byte ${headerOffset + LOCAL_SIZE + size}`,
      );
    }
    entries.set(name, { name, size, headerOffset, limit });
  }
  return entries;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function safe(source: ByteSource, value: bigint): number {
  if (value <= BigInt(source.size)) return Number(value);
  throw broken(source, "a number in its directory leaves the file", `at most ${source.size}`, `${value}`);
}

function decode(source: ByteSource, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw broken(source, "the name of an entry", "UTF-8", "other bytes");
  }
}

function broken(source: ByteSource, problem: string, expected: string, found: string): InvalidHeaderError {
  return new InvalidHeaderError({
    file: source.name,
    problem: `the zip archive is broken: ${problem}`,
    expected,
    found,
    advice: DAMAGED,
  });
}
