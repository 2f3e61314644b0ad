/** Bytes joined; a string is its Latin-1. */
export function bytes(...parts: readonly (Uint8Array | readonly number[] | string)[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => (typeof part === "string" ? [...part].map((c) => c.charCodeAt(0)) : [...part])),
  );
}

export const u16 = (value: number) => little(2, BigInt(value));
export const u32 = (value: number) => little(4, BigInt(value));
export const u64 = (value: number | bigint) => little(8, BigInt(value));

function little(size: number, value: bigint): readonly number[] {
  return Array.from({ length: size }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
}
