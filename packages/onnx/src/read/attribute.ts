import type { NDArray } from "@transonnx/graph";
import { AttributeType } from "../attribute-type.ts";
import { hasArray } from "../element-type.ts";
import type { AttributeSpec, InitializerSpec, TensorNotes } from "../model.ts";
import { toTensor } from "../tensor-spec.ts";
import type { WireRecord } from "../wire/record.ts";
import type { Range, ReadContext } from "./context.ts";
import { graphAt } from "./graph.ts";
import { OpaqueRecords } from "./opaque.ts";
import { tensorAt } from "./tensor.ts";

/** The field that holds the value of each type that AttributeSpec has a kind for. */
const valueFields: ReadonlyMap<number, number> = new Map([
  [AttributeType.FLOAT, 2],
  [AttributeType.INT, 3],
  [AttributeType.STRING, 4],
  [AttributeType.TENSOR, 5],
  [AttributeType.GRAPH, 6],
  [AttributeType.FLOATS, 7],
  [AttributeType.INTS, 8],
  [AttributeType.STRINGS, 9],
]);

const NAME = 1;
const DOC_STRING = 13;
const TYPE = 20;

/** An AttributeProto. */
export function attributeAt(
  context: ReadContext,
  range: Range,
  where: string,
  depth: number,
): { readonly name: string; readonly attribute: AttributeSpec } {
  const { wire } = context;
  const all = [...wire.records(range, where)];
  const nameRecord = all.find(({ field }) => field === NAME);
  const name = nameRecord ? wire.text(nameRecord, where) : "";
  const place = `${where} "${name}"`;
  const values = all.filter(({ field }) => field !== NAME && field !== DOC_STRING && field !== TYPE);
  const type = typeOf(context, all, values, place);
  const field = valueFields.get(type);
  if (field === undefined || values.some((record) => record.field !== field && isKnown(record.field)))
    return { name, attribute: opaque(context, all, place) };

  const rest = new OpaqueRecords();
  for (const record of all)
    if (record.field !== NAME && record.field !== TYPE && record.field !== field) rest.keep(context, record, place);
  const own = values.filter((record) => record.field === field);
  const attribute = valueOf(context, type, own, place, depth) ?? opaque(context, all, place);
  return { name, attribute: attribute.kind === "opaque" ? attribute : { ...attribute, ...rest.asField } };
}

const isKnown = (field: number): boolean => field <= 23;

/** The type field, or in files that precede it the type of the value that is there. */
function typeOf(
  { wire }: ReadContext,
  all: readonly WireRecord[],
  values: readonly WireRecord[],
  where: string,
): number {
  const written = all.find(({ field }) => field === TYPE);
  const type = written ? wire.integer(written, where) : AttributeType.UNDEFINED;
  if (type !== AttributeType.UNDEFINED) return type;
  for (const [candidate, field] of valueFields) if (values.some((record) => record.field === field)) return candidate;
  return type;
}

/** Undefined where the value is bytes rather than text. */
function valueOf(
  context: ReadContext,
  type: number,
  records: readonly WireRecord[],
  where: string,
  depth: number,
): AttributeSpec | undefined {
  const { wire } = context;
  if (type === AttributeType.TENSOR || type === AttributeType.GRAPH) {
    const [record, another] = records;
    if (!record || another) return wire.fail(where, "one tensor or graph", `${records.length}`);
    const message = wire.message(record, where);
    if (type === AttributeType.GRAPH) return { kind: "graph", value: graphAt(context, message, where, depth + 1) };
    return tensorAttribute(tensorAt(context, message, where));
  }
  const last = records.at(-1);
  if (type === AttributeType.FLOAT) return { kind: "float", value: last ? wire.float(last, where) : 0 };
  if (type === AttributeType.INT) return { kind: "int", value: last ? wire.int64(last, where) : 0 };
  if (type === AttributeType.FLOATS) return { kind: "floats", value: wire.floats(records, where) };
  if (type === AttributeType.INTS) return { kind: "ints", value: wire.ints(records, where) };
  if (type === AttributeType.STRING) {
    const value = last ? wire.utf8(wire.bytes(last, where)) : "";
    return value === undefined ? undefined : { kind: "string", value };
  }
  const texts = records.map((record) => wire.utf8(wire.bytes(record, where)));
  return texts.includes(undefined) ? undefined : { kind: "strings", value: texts as string[] };
}

function tensorAttribute(stored: InitializerSpec): AttributeSpec {
  const tensor = hasArray(stored.dtype) ? toTensor(stored) : undefined;
  return tensor ? { kind: "tensor", value: tensor as NDArray & TensorNotes } : { kind: "stored", value: stored };
}

function opaque(context: ReadContext, all: readonly WireRecord[], where: string): AttributeSpec {
  const records = new OpaqueRecords();
  for (const record of all) if (record.field !== NAME) records.keep(context, record, where);
  return { kind: "opaque", value: records.asField.opaque ?? new Uint8Array() };
}
