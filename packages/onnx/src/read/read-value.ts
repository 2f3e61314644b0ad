import { MAX_DEPTH } from "../limits.ts";
import type { MapSpec, OptionalSpec, SequenceSpec, TensorSpec, ValueElement } from "../model.ts";
import { toTensor } from "../tensor-spec.ts";
import { Pieces } from "../wire/pieces.ts";
import { WireReader } from "../wire/reader.ts";
import type { WireRecord } from "../wire/record.ts";
import type { Range, ReadContext } from "./context.ts";
import { OpaqueRecords } from "./opaque.ts";
import { tensorAt } from "./tensor.ts";

/**
 * A tensor from a file that holds one TensorProto, as those of ONNX's test data do. The array may share memory with the
 * bytes given.
 *
 * @throws OnnxFormatError whatever the bytes are, and when the elements lie in another file
 */
export const readTensor = (bytes: Uint8Array, name = "tensor"): TensorSpec =>
  tensorIn(contextOf(bytes, name), whole(bytes), name);

/** A sequence from a file that holds one SequenceProto. @throws OnnxFormatError */
export const readSequence = (bytes: Uint8Array, name = "sequence"): SequenceSpec =>
  sequenceIn(contextOf(bytes, name), whole(bytes), name, 0);

/** An optional from a file that holds one OptionalProto. @throws OnnxFormatError */
export const readOptional = (bytes: Uint8Array, name = "optional"): OptionalSpec =>
  optionalIn(contextOf(bytes, name), whole(bytes), name, 0);

const whole = (bytes: Uint8Array): Range => ({ start: 0, end: bytes.length });

function contextOf(bytes: Uint8Array, name: string): ReadContext {
  const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  const wire = new WireReader(name, new Pieces([{ offset: 0, bytes: plain }]));
  return { wire, weights: () => wire.fail(name, "elements in memory", "none") };
}

function tensorIn(context: ReadContext, range: Range, where: string): TensorSpec {
  return toTensor(tensorAt(context, range, where)) ?? context.wire.fail(where, "elements in the file", "external data");
}

const NAME = 1;
const ELEMENT_TYPE = 2;

/** SequenceProto and OptionalProto number their kinds of elements alike, from field 3. */
function elementIn(context: ReadContext, record: WireRecord, where: string, depth: number): ValueElement {
  const { wire } = context;
  const message = wire.message(record, where);
  if (depth > MAX_DEPTH) wire.fail(where, `at most ${MAX_DEPTH} nested values`, "more");
  switch (record.field) {
    case 3:
      return { kind: "tensor", value: tensorIn(context, message, where) };
    case 4:
      return { kind: "sparse_tensor", value: wire.bytes(record, where) };
    case 5:
      return { kind: "sequence", value: sequenceIn(context, message, where, depth + 1) };
    case 6:
      return { kind: "map", value: mapIn(context, message, where, depth + 1) };
    case 7:
      return { kind: "optional", value: optionalIn(context, message, where, depth + 1) };
    default:
      return wire.fail(where, "a tensor, sequence, map or optional", `field ${record.field}`);
  }
}

function sequenceIn(context: ReadContext, range: Range, where: string, depth: number): SequenceSpec {
  const { wire } = context;
  const elements: ValueElement[] = [];
  let name = "";
  for (const record of wire.records(range, where)) {
    if (record.field === NAME) name = wire.text(record, where);
    else if (record.field !== ELEMENT_TYPE)
      elements.push(elementIn(context, record, `${where}[${elements.length}]`, depth));
  }
  return { name, elements };
}

function optionalIn(context: ReadContext, range: Range, where: string, depth: number): OptionalSpec {
  const { wire } = context;
  let name = "";
  let element: ValueElement | undefined;
  for (const record of wire.records(range, where)) {
    if (record.field === NAME) name = wire.text(record, where);
    else if (record.field !== ELEMENT_TYPE) {
      if (element) wire.fail(where, "at most one value", "two");
      element = elementIn(context, record, where, depth);
    }
  }
  return element ? { name, element } : { name };
}

function mapIn(context: ReadContext, range: Range, where: string, depth: number): MapSpec {
  const { wire } = context;
  const keys = new OpaqueRecords();
  let name = "";
  let values: SequenceSpec = { name: "", elements: [] };
  for (const record of wire.records(range, where)) {
    if (record.field === NAME) name = wire.text(record, where);
    else if (record.field === 5) values = sequenceIn(context, wire.message(record, where), where, depth + 1);
    else keys.keep(context, record, where);
  }
  return { name, values, ...keys.asField };
}
