import type { GraphSpec } from "../model.ts";
import { Message } from "../wire/message.ts";
import type { WriteContext } from "./context.ts";
import { nodeMessage } from "./node.ts";
import { tensorMessage } from "./tensor.ts";
import { valueMessage } from "./value.ts";

/** A GraphProto, its fields in the order of their numbers. */
export function graphMessage(graph: GraphSpec, context: WriteContext): Message {
  const { name, docString, opaque } = graph;
  const message = new Message();
  for (const node of graph.nodes) message.message(1, nodeMessage(node, context));
  message.text(2, name);
  for (const initializer of graph.initializers) message.message(5, tensorMessage(initializer, context));
  if (docString !== undefined) message.text(10, docString);
  for (const value of graph.inputs) message.message(11, valueMessage(value));
  for (const value of graph.outputs) message.message(12, valueMessage(value));
  for (const value of graph.valueInfo ?? []) message.message(13, valueMessage(value));
  return opaque ? message.encoded(opaque) : message;
}
