import { OnnxFormatError } from "../errors.ts";
import { decodeVarint } from "./varint.ts";
import { BYTES, FIXED32, FIXED64, VARINT } from "./wire-types.ts";

/** A tag and a length are varints of at most ten bytes. */
export const MAX_HEAD_BYTES = 20;

/** One field of an encoded message. Offsets count from the start of the file. */
export interface WireRecord {
  readonly field: number;
  readonly wireType: number;
  /** Where the record begins, with its tag. */
  readonly at: number;
  /** Its content: [start, end). */
  readonly start: number;
  readonly end: number;
  /** Of a varint; 0 of the others. */
  readonly value: number | bigint;
}

/**
 * The record whose first bytes are `head` (its content may go on in the file) and that must end by `limit`.
 * @throws OnnxFormatError
 */
export function decodeRecord(head: Uint8Array, at: number, limit: number, where: string): WireRecord {
  const tag = decodeVarint(head, 0);
  if (!tag || typeof tag.value !== "number" || tag.value < 8 || tag.value >= 2 ** 32)
    throw new OnnxFormatError(where, `a protobuf field at byte ${at}`, tag ? `the tag ${tag.value}` : "a cut tag");
  const field = Math.floor(tag.value / 8);
  const wireType = tag.value % 8;
  const content = contentOf(head, tag.end, wireType);
  if (!content)
    throw new OnnxFormatError(where, `a field at byte ${at}`, `field ${field}, cut, of wire type ${wireType}`);
  const end = at + content.start + content.length;
  if (end > limit)
    throw new OnnxFormatError(where, `field ${field} at byte ${at} to end by byte ${limit}`, `an end at byte ${end}`);
  return { field, wireType, at, start: at + content.start, end, value: content.value };
}

function contentOf(head: Uint8Array, at: number, wireType: number) {
  if (wireType === FIXED32) return { start: at, length: 4, value: 0 };
  if (wireType === FIXED64) return { start: at, length: 8, value: 0 };
  if (wireType !== VARINT && wireType !== BYTES) return undefined;
  const varint = decodeVarint(head, at);
  if (!varint) return undefined;
  if (wireType === VARINT) return { start: at, length: varint.end - at, value: varint.value };
  if (typeof varint.value !== "number" || varint.value < 0) return undefined;
  return { start: varint.end, length: varint.value, value: 0 };
}
