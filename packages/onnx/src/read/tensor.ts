import { byteLengthOf, countOf, type ElementType, elementTypeOf } from "../element-type.ts";
import { MAX_RANK } from "../limits.ts";
import type { InitializerSpec } from "../model.ts";
import type { WireRecord } from "../wire/record.ts";
import { BYTES } from "../wire/wire-types.ts";
import type { Range, ReadContext } from "./context.ts";
import { externalData } from "./external-data.ts";
import { joined, OpaqueRecords } from "./opaque.ts";
import { stringEntryAt } from "./string-entry.ts";
import { fieldOf, rawFromField, STRING_DATA } from "./tensor-data.ts";

const EXTERNAL = 1;

/** A TensorProto whatever it stores its elements in: raw_data, a typed field, another file. */
export function tensorAt(context: ReadContext, range: Range, where: string): InitializerSpec {
  const { wire } = context;
  const fields = new TensorFields();
  for (const record of wire.records(range, where)) fields.add(context, record, where);
  const place = fields.name === "" ? where : `${where} "${fields.name}"`;
  const dtype = elementTypeOf(fields.dataType) ?? wire.fail(place, "an element type", `number ${fields.dataType}`);
  const { dims: shape } = fields;
  if (shape.length > MAX_RANK) wire.fail(place, `at most ${MAX_RANK} dims`, `${shape.length}`);
  for (const size of shape) if (size < 0) wire.fail(place, "dims of at least 0", `[${shape.join(", ")}]`);
  if (!Number.isSafeInteger((byteLengthOf(dtype, shape) ?? countOf(shape)) * 8))
    wire.fail(place, "a size below 2^50 bytes", `${dtype}[${shape.join(", ")}]`);
  const data = fields.external ? external(fields, dtype) : embedded(fields, dtype);
  return { name: fields.name, dtype, shape, data, ...fields.opaque.asField };

  function external({ entries }: TensorFields, dtype: ElementType): InitializerSpec["data"] {
    const byteLength = byteLengthOf(dtype, shape);
    if (byteLength === undefined) return wire.fail(place, "strings within the model", "external data");
    const found = externalData(entries, byteLength);
    if ("fault" in found)
      return wire.fail(place, `external data of ${byteLength} bytes in the model's folder`, found.fault);
    return found;
  }

  function embedded({ raw, elements }: TensorFields, dtype: ElementType): InitializerSpec["data"] {
    const field = fieldOf(dtype);
    const expected = `the elements of ${dtype}[${shape.join(", ")}]`;
    for (const other of elements.keys())
      if (other !== field || raw) wire.fail(place, expected, `field ${other}${raw ? " and raw_data" : ""}`);
    const parts = elements.get(field) ?? [];
    if (field === STRING_DATA) {
      if (raw) wire.fail(place, expected, "raw_data");
      if (parts.length !== countOf(shape)) wire.fail(place, expected, `${parts.length} strings`);
      return parts.map((part) => wire.utf8(part) ?? wire.fail(place, "text in UTF-8", "other bytes"));
    }
    if (!raw) return rawFromField(dtype, shape, joined(parts)) ?? wire.fail(place, expected, "another number of them");
    const byteLength = raw.end - raw.start;
    if (byteLength !== byteLengthOf(dtype, shape))
      wire.fail(place, `${byteLengthOf(dtype, shape)} bytes for ${dtype}[${shape.join(", ")}]`, `${byteLength}`);
    return wire.content(raw, place) ?? context.weights(raw.start, raw.end);
  }
}

/** The fields of one TensorProto, collected. */
class TensorFields {
  name = "";
  dataType = 0;
  external = false;
  raw: WireRecord | undefined;
  readonly dims: number[] = [];
  readonly entries = new Map<string, string>();
  /** By field number: the pieces of a packed list, or the strings. */
  readonly elements = new Map<number, Uint8Array[]>();
  readonly opaque = new OpaqueRecords();

  add(context: ReadContext, record: WireRecord, where: string): void {
    const { wire } = context;
    switch (record.field) {
      case 1:
        this.#addDims(context, record, where);
        break;
      case 2:
        this.dataType = wire.integer(record, where);
        break;
      case 3:
        wire.fail(where, "a whole tensor", "a segment, which no writer makes");
        break;
      case 4:
      case 5:
      case 6:
      case 7:
      case 10:
      case 11:
        this.#addElements(context, record, where);
        break;
      case 8:
        this.name = wire.text(record, where);
        break;
      case 9:
        this.raw = wire.message(record, where);
        break;
      case 13: {
        const { key, value } = stringEntryAt(context, record, where);
        this.entries.set(key, value);
        break;
      }
      case 14:
        this.external = wire.integer(record, where) === EXTERNAL;
        break;
      default:
        this.opaque.keep(context, record, where);
    }
  }

  #addDims({ wire }: ReadContext, record: WireRecord, where: string): void {
    for (const dim of wire.ints([record], where))
      this.dims.push(typeof dim === "number" ? dim : wire.fail(where, "dims below 2^53", `${dim}`));
  }

  #addElements({ wire }: ReadContext, record: WireRecord, where: string): void {
    const list = this.elements.get(record.field) ?? [];
    const isBytes = record.wireType === BYTES;
    if (record.field === STRING_DATA && !isBytes) wire.fail(where, "strings", `wire type ${record.wireType}`);
    list.push(isBytes ? wire.bytes(record, where) : wire.value(record, where));
    this.elements.set(record.field, list);
  }
}
