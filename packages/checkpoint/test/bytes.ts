/** Bytes joined; a string is its Latin-1. */
export function bytes(...parts: readonly (Uint8Array | readonly number[] | string)[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(typeof part === "string" ? Array.from(part, (c) => c.charCodeAt(0)) : part, at);
    at += part.length;
  }
  return joined;
}

export const u16 = (value: number) => little(2, BigInt(value));
export const u32 = (value: number) => little(4, BigInt(value));
export const u64 = (value: number | bigint) => little(8, BigInt(value));

function little(size: number, value: bigint): readonly number[] {
  return Array.from({ length: size }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
}
