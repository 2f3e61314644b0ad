const LFS = "version https://git-lfs.github.com/spec/";

/** How many of a file's first bytes the signatures need. */
export const SIGNATURE_LENGTH = 512;

export type FileSignature = "zip" | "pickle" | "tar" | "safetensors" | "hdf5" | "gguf" | "git-lfs pointer" | "unknown";

/** What the first bytes of a file say it is. */
export function fileSignature(head: Uint8Array): FileSignature {
  if (isLfsPointer(head)) return "git-lfs pointer";
  const text = latin1(head);
  if (text.startsWith("PK\x03\x04") || text.startsWith("PK\x05\x06")) return "zip";
  if (text.startsWith("\x89HDF")) return "hdf5";
  if (text.startsWith("GGUF")) return "gguf";
  if (text[8] === "{") return "safetensors";
  if (text.slice(257, 262) === "ustar") return "tar";
  if (head[0] === 0x80 && (head[1] ?? 0) >= 2 && (head[1] ?? 0) <= 5) return "pickle";
  return "unknown";
}

export function isLfsPointer(head: Uint8Array): boolean {
  return latin1(head.subarray(0, LFS.length)) === LFS;
}

/** What an error says of a Git LFS pointer. */
export const lfsAdvice = {
  problem: "a Git LFS pointer lies in the place of the file",
  expected: "the file itself",
  advice: "Run `git lfs pull` in the folder, or fetch the file from its page.",
} as const;

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, SIGNATURE_LENGTH));
}
