/** Writes a non-negative integer as a varint, of at most ten bytes. Returns where it ends. */
export function writeVarint(value: number | bigint, into: Uint8Array, start: number): number {
  let at = start;
  let rest = value;
  for (; rest > 2 ** 31 - 1; rest = typeof rest === "bigint" ? rest >> 7n : Math.floor(rest / 128))
    into[at++] = Number(BigInt.asUintN(7, BigInt(rest))) | 128;
  let low = Number(rest);
  for (; low > 127; low >>>= 7) into[at++] = (low & 127) | 128;
  into[at++] = low;
  return at;
}

/** An int64 and where its varint ends; undefined where the bytes end before it does, or after ten bytes. */
export function decodeVarint(bytes: Uint8Array, start: number): { value: number | bigint; end: number } | undefined {
  let value = 0;
  let scale = 1;
  for (let at = start; at < start + 7; at++) {
    const byte = bytes[at];
    if (byte === undefined) return undefined;
    value += (byte & 127) * scale;
    scale *= 128;
    if (byte < 128) return { value, end: at + 1 };
  }
  return decodeLongVarint(bytes, start);
}

function decodeLongVarint(bytes: Uint8Array, start: number): { value: number | bigint; end: number } | undefined {
  let value = 0n;
  for (let at = start; at < start + 10; at++) {
    const byte = bytes[at];
    if (byte === undefined) return undefined;
    value |= BigInt(byte & 127) << BigInt(7 * (at - start));
    if (byte < 128) {
      const signed = BigInt.asIntN(64, value);
      const rounded = Number(signed);
      return { value: Number.isSafeInteger(rounded) ? rounded : signed, end: at + 1 };
    }
  }
  return undefined;
}

/** Every varint of a packed list ends in a byte below 128. */
export function countVarints(bytes: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < bytes.length; i++) if (bytes[i]! < 128) count++;
  return count;
}
