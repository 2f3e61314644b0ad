import type { ModelSpec } from "../model.ts";
import { bytesField, fields, intField, textField } from "../wire/fields.ts";
import { Rope } from "../wire/rope.ts";
import type { WriteContext } from "./context.ts";
import { graphRope } from "./graph.ts";
import { int64 } from "./int64.ts";
import { stringEntry } from "./string-entry.ts";

const GRAPH = 7;

/** A ModelProto, its fields in the order of their numbers, its metadata in the order of the keys. */
export function modelRope(model: ModelSpec, context: WriteContext): Rope {
  const { irVersion, producerName, producerVersion, docString, metadata, opsets, graph, opaque } = model;
  const head = fields(
    intField(1, int64(irVersion)),
    producerName === "" ? [] : textField(2, producerName),
    producerVersion === "" ? [] : textField(3, producerVersion),
    docString === undefined ? [] : textField(6, docString),
  );
  const tail = fields(
    opsets.map(({ domain, version }) => bytesField(8, fields(textField(1, domain), intField(2, int64(version))))),
    Object.keys(metadata)
      .sort()
      .map((key) => bytesField(14, stringEntry(key, metadata[key]!))),
  );
  const rope = new Rope().bytes(head).field(GRAPH, graphRope(graph, context)).bytes(tail);
  return opaque ? rope.bytes(opaque) : rope;
}
