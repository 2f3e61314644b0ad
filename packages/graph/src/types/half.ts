import { roundHalfToEven } from "./round.ts";

const bits = new Uint32Array(1);
const float = new Float32Array(bits.buffer);

/** A float16's value (IEEE 754 binary16). */
export function fromFloat16(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The nearest float16, ties to even. */
export function toFloat16(value: number): number {
  float[0] = value;
  const sign = (bits[0]! >>> 16) & 0x8000;
  const size = Math.abs(value);
  if (Number.isNaN(value)) return sign | 0x7e00;
  if (size >= 65520) return sign | 0x7c00;
  if (size < 2 ** -14) return sign | roundHalfToEven(size * 2 ** 24);
  const exponent = Math.floor(Math.log2(size));
  const scale = size < 2 ** exponent ? exponent - 1 : size >= 2 ** (exponent + 1) ? exponent + 1 : exponent;
  return sign | (((scale + 15) << 10) + roundHalfToEven((size / 2 ** scale - 1) * 1024));
}

/** A bfloat16's value: the upper half of a float32. */
export function fromBFloat16(half: number): number {
  bits[0] = half << 16;
  return float[0]!;
}

/** The nearest bfloat16, ties to even. */
export function toBFloat16(value: number): number {
  float[0] = value;
  if (Number.isNaN(value)) return 0x7fc0;
  const word = bits[0]!;
  return ((word + 0x7fff + ((word >>> 16) & 1)) >>> 16) & 0xffff;
}
