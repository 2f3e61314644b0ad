const BLOCK = 512;
const decoder = new TextDecoder();

/** The regular files of a ustar archive, by path. They share memory with the archive. */
export function readTar(archive: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== 0; ) {
    const text = (from: number, length: number) => {
      const field = archive.subarray(at + from, at + from + length);
      const end = field.indexOf(0);
      return decoder.decode(end < 0 ? field : field.subarray(0, end));
    };
    const size = Number.parseInt(text(124, 12), 8);
    if (!(size >= 0) || at + BLOCK + size > archive.length) throw new Error(`the archive is damaged at byte ${at}`);
    const prefix = text(345, 155);
    const isFile = text(156, 1) === "0";
    if (isFile) {
      const start = at + BLOCK;
      files.set(`${prefix === "" ? "" : `${prefix}/`}${text(0, 100)}`, archive.subarray(start, start + size));
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}
