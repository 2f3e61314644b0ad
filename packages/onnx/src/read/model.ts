import type { GraphSpec, ModelSpec, OpsetSpec } from "../model.ts";
import type { WireRecord } from "../wire/record.ts";
import type { Range, ReadContext } from "./context.ts";
import { graphAt } from "./graph.ts";
import { OpaqueRecords } from "./opaque.ts";
import { stringEntryAt } from "./string-entry.ts";

/** A ModelProto, all of the file. */
export function modelAt(context: ReadContext, range: Range): ModelSpec {
  const { wire } = context;
  const where = "model";
  const opsets: OpsetSpec[] = [];
  const metadata = new Map<string, string>();
  const opaque = new OpaqueRecords();
  let irVersion: number | undefined;
  let producerName = "";
  let producerVersion = "";
  let docString: string | undefined;
  let graph: GraphSpec | undefined;
  for (const record of wire.records(range, where)) {
    if (record.field === 1) irVersion = wire.integer(record, "ir_version");
    else if (record.field === 2) producerName = wire.text(record, "producer_name");
    else if (record.field === 3) producerVersion = wire.text(record, "producer_version");
    else if (record.field === 6) docString = wire.text(record, "doc_string");
    else if (record.field === 7) {
      if (graph) wire.fail(where, "one graph", "two");
      graph = graphAt(context, wire.message(record, "graph"), "graph");
    } else if (record.field === 8) opsets.push(opset(context, record));
    else if (record.field === 14) {
      const { key, value } = stringEntryAt(context, record, "metadata_props");
      metadata.set(key, value);
    } else opaque.keep(context, record, where);
  }
  return {
    irVersion: irVersion ?? wire.fail(where, "an ir_version", "none: this is not an ONNX model, or it is cut"),
    opsets,
    producerName,
    producerVersion,
    ...(docString === undefined ? {} : { docString }),
    metadata: Object.fromEntries(metadata),
    graph: graph ?? wire.fail(where, "a graph", "none: this is not an ONNX model, or it is cut"),
    ...opaque.asField,
  };
}

function opset({ wire }: ReadContext, record: WireRecord): OpsetSpec {
  const where = "opset_import";
  let domain = "";
  let version = 0;
  for (const part of wire.records(wire.message(record, where), where)) {
    if (part.field === 1) domain = wire.text(part, where);
    else if (part.field === 2) version = wire.integer(part, where);
  }
  return version < 0 ? wire.fail(where, "a version", `${version}`) : { domain, version };
}
