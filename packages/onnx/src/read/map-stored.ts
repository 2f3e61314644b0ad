import type { NDArray } from "@transonnx/graph";
import { hasArray } from "../element-type.ts";
import type { AttributeSpec, GraphSpec, InitializerSpec, NodeSpec, TensorNotes } from "../model.ts";
import { toTensor } from "../tensor-spec.ts";

type Change = (stored: InitializerSpec) => Promise<InitializerSpec>;

/** A graph with each initializer and each stored tensor, of its subgraphs too, replaced by what `change` gives. */
export async function mapStored(graph: GraphSpec, change: Change): Promise<GraphSpec> {
  const initializers: InitializerSpec[] = [];
  for (const initializer of graph.initializers) initializers.push(await change(initializer));
  const nodes: NodeSpec[] = [];
  for (const node of graph.nodes) nodes.push(await changedNode(node, change));
  return { ...graph, initializers, nodes };
}

async function changedNode(node: NodeSpec, change: Change): Promise<NodeSpec> {
  const entries = Object.entries(node.attributes);
  if (!entries.some(([, { kind }]) => kind === "graph" || kind === "stored")) return node;
  const attributes: [string, AttributeSpec][] = [];
  for (const [name, attribute] of entries) attributes.push([name, await changedAttribute(attribute, change)]);
  return { ...node, attributes: Object.fromEntries(attributes) };
}

async function changedAttribute(attribute: AttributeSpec, change: Change): Promise<AttributeSpec> {
  if (attribute.kind === "graph") return { ...attribute, value: await mapStored(attribute.value, change) };
  if (attribute.kind !== "stored") return attribute;
  const value = await change(attribute.value);
  const tensor = hasArray(value.dtype) ? toTensor(value) : undefined;
  return tensor ? { ...attribute, kind: "tensor", value: tensor as NDArray & TensorNotes } : { ...attribute, value };
}
