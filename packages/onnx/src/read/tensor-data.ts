import { bitsOf, byteLengthOf, countOf, type ElementType } from "../element-type.ts";
import { countVarints, decodeVarint } from "../wire/varint.ts";

/** The fields of a TensorProto that hold elements one by one, by number. */
export const FLOAT_DATA = 4;
export const INT32_DATA = 5;
export const STRING_DATA = 6;
export const INT64_DATA = 7;
export const DOUBLE_DATA = 10;
export const UINT64_DATA = 11;

const ownField: Partial<Record<ElementType, number>> = {
  float32: FLOAT_DATA,
  complex64: FLOAT_DATA,
  float64: DOUBLE_DATA,
  complex128: DOUBLE_DATA,
  int64: INT64_DATA,
  uint32: UINT64_DATA,
  uint64: UINT64_DATA,
  string: STRING_DATA,
};

/** The field that holds a type's elements when raw_data does not; what is narrower than 32 bits shares int32_data. */
export const fieldOf = (type: ElementType): number => ownField[type] ?? INT32_DATA;

/**
 * The elements of a typed field as raw_data has them. Undefined where their number is not that of the shape.
 *
 * @param field the field's content, packed
 */
export function rawFromField(type: ElementType, shape: readonly number[], field: Uint8Array): Uint8Array | undefined {
  if (fieldOf(type) === FLOAT_DATA || fieldOf(type) === DOUBLE_DATA)
    return field.length === byteLengthOf(type, shape) ? field : undefined;
  const bits = bitsOf(type);
  const elements = bits === 6 ? countOf(shape) : Math.ceil((countOf(shape) * bits) / Math.max(bits, 8));
  if (countVarints(field) !== elements) return undefined;
  const raw = narrowed(field, elements, Math.max(bits, 8) / 8);
  return raw && bits === 6 ? packSixBits(raw) : raw;
}

/** Varints as little-endian integers of `width` bytes, cut to it. */
function narrowed(field: Uint8Array, count: number, width: number): Uint8Array | undefined {
  const raw = new Uint8Array(count * width);
  const view = new DataView(raw.buffer);
  let at = 0;
  for (let i = 0; i < count; i++) {
    const varint = decodeVarint(field, at);
    if (!varint) return undefined;
    at = varint.end;
    if (width === 8) view.setBigInt64(i * 8, BigInt(varint.value), true);
    else {
      const value = Number(varint.value);
      if (width === 4) view.setUint32(i * 4, value, true);
      else if (width === 2) view.setUint16(i * 2, value, true);
      else raw[i] = value;
    }
  }
  return at === field.length ? raw : undefined;
}

/** Four elements of six bits in three bytes, the first in the lowest bits. */
function packSixBits(elements: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.ceil((elements.length * 6) / 8));
  elements.forEach((element, i) => {
    const at = (i * 6) >> 3;
    const shifted = (element & 63) << ((i * 6) & 7);
    out[at]! |= shifted & 255;
    if (shifted > 255) out[at + 1]! |= shifted >> 8;
  });
  return out;
}
