import { onnx } from "../codec/gen/onnx.js";
import { encodeMessage } from "../codec/message.ts";
import type { ModelSpec } from "../model.ts";
import { Rope } from "../wire/rope.ts";
import type { WriteContext } from "./context.ts";
import { graphRope } from "./graph.ts";
import { int64 } from "./int64.ts";

const GRAPH = 7;

/** A ModelProto, its fields in the order of their numbers, its metadata in the order of the keys. */
export function modelRope(model: ModelSpec, context: WriteContext): Rope {
  const { irVersion, producerName, producerVersion, docString, metadata, opsets, graph, opaque } = model;
  const head = encodeMessage(onnx.ModelProto, {
    irVersion: int64(irVersion),
    ...(producerName === "" ? {} : { producerName }),
    ...(producerVersion === "" ? {} : { producerVersion }),
    ...(docString === undefined ? {} : { docString }),
  });
  const tail = encodeMessage(onnx.ModelProto, {
    opsetImport: opsets.map(({ domain, version }) => ({ domain, version: int64(version) })),
    metadataProps: Object.keys(metadata)
      .sort()
      .map((key) => ({ key, value: metadata[key]! })),
  });
  const rope = new Rope().bytes(head).field(GRAPH, graphRope(graph, context)).bytes(tail);
  return opaque ? rope.bytes(opaque) : rope;
}
