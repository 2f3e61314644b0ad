import type { ModelSpec } from "../model.ts";
import { Message } from "../wire/message.ts";
import type { WriteContext } from "./context.ts";
import { graphMessage } from "./graph.ts";
import { int64 } from "./int64.ts";
import { stringEntry } from "./string-entry.ts";

/** A ModelProto, its fields in the order of their numbers, its metadata in the order of the keys. */
export function modelMessage(model: ModelSpec, context: WriteContext): Message {
  const { irVersion, producerName, producerVersion, docString, metadata, opsets, graph, opaque } = model;
  const message = new Message().int(1, int64(irVersion));
  if (producerName !== "") message.text(2, producerName);
  if (producerVersion !== "") message.text(3, producerVersion);
  if (docString !== undefined) message.text(6, docString);
  message.message(7, graphMessage(graph, context));
  for (const { domain, version } of opsets) message.message(8, new Message().text(1, domain).int(2, int64(version)));
  for (const key of Object.keys(metadata).sort()) message.message(14, stringEntry(key, metadata[key]!));
  return opaque ? message.encoded(opaque) : message;
}
