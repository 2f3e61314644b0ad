import type { GraphSpec } from "../model.ts";
import { textField } from "../wire/fields.ts";
import { Rope } from "../wire/rope.ts";
import type { WriteContext } from "./context.ts";
import { nodeRope } from "./node.ts";
import { tensorRope } from "./tensor.ts";
import { valueRope } from "./value.ts";

/** A GraphProto, its fields in the order of their numbers. */
export function graphRope(graph: GraphSpec, context: WriteContext): Rope {
  const { name, docString, opaque } = graph;
  const rope = new Rope();
  for (const node of graph.nodes) rope.field(1, nodeRope(node, context));
  rope.bytes(textField(2, name));
  for (const initializer of graph.initializers) rope.field(5, tensorRope(initializer, context));
  if (docString !== undefined) rope.bytes(textField(10, docString));
  for (const value of graph.inputs) rope.field(11, valueRope(value));
  for (const value of graph.outputs) rope.field(12, valueRope(value));
  for (const value of graph.valueInfo ?? []) rope.field(13, valueRope(value));
  return opaque ? rope.bytes(opaque) : rope;
}
