import { bytes, u16, u32 } from "./bytes.ts";

export interface ArchiveEntry {
  readonly name: string;
  readonly data: Uint8Array;
  /** What the local header or the directory states in place of the truth. */
  readonly localName?: string;
  readonly localSize?: number;
  readonly offset?: number;
  readonly size?: number;
  readonly method?: number;
  readonly flags?: number;
}

/** A zip archive of stored entries, byte for byte as its entries lie about it. */
export function zipArchive(entries: readonly ArchiveEntry[], options: { readonly count?: number } = {}): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const {
    name,
    data,
    localName = name,
    localSize = data.length,
    offset = at,
    size = data.length,
    method = 0,
    flags = 0,
  } of entries) {
    const times = [...u16(0), ...u16(0), ...u32(0)];
    const local = bytes(
      "PK\x03\x04",
      [...u16(20), ...u16(flags), ...u16(method), ...times],
      [...u32(localSize), ...u32(localSize), ...u16(localName.length), ...u16(0)],
      localName,
      data,
    );
    directory.push(
      bytes(
        "PK\x01\x02",
        [...u16(20), ...u16(20), ...u16(flags), ...u16(method), ...times],
        [...u32(size), ...u32(size), ...u16(name.length), ...u16(0), ...u16(0), ...u16(0), ...u16(0), ...u32(0)],
        u32(offset),
        name,
      ),
    );
    parts.push(local);
    at += local.length;
  }
  const listing = bytes(...directory);
  const count = options.count ?? entries.length;
  const end = bytes("PK\x05\x06", [
    ...u16(0),
    ...u16(0),
    ...u16(count),
    ...u16(count),
    ...u32(listing.length),
    ...u32(at),
    ...u16(0),
  ]);
  return bytes(...parts, listing, end);
}

/** A file as torch.save writes it: `data.pkl` and storages by key. */
export function torchArchive(pickle: Uint8Array, storages: Readonly<Record<string, Uint8Array>>): Uint8Array {
  return zipArchive([
    { name: "archive/data.pkl", data: pickle },
    ...Object.entries(storages).map(([key, data]) => ({ name: `archive/data/${key}`, data })),
  ]);
}
