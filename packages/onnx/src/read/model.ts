import { onnx } from "../codec/gen/onnx.js";
import { fromInt64 } from "../codec/int64.ts";
import type { GraphSpec, ModelSpec, OpsetSpec } from "../model.ts";
import type { WireRecord } from "../wire/record.ts";
import type { Range, ReadContext } from "./context.ts";
import { graphAt } from "./graph.ts";
import { OpaqueRecords } from "./opaque.ts";

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
      const entry = wire.decoded(onnx.StringStringEntryProto, record, "metadata_props");
      metadata.set(entry.key ?? "", entry.value ?? "");
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
  const proto = wire.decoded(onnx.OperatorSetIdProto, record, where);
  const version = fromInt64(proto.version);
  if (typeof version !== "number" || version < 0) return wire.fail(where, "a version", `${version}`);
  return { domain: proto.domain ?? "", version };
}
