import type { AttributeSpec, GraphSpec, InitializerSpec, NodeSpec, ValueSpec } from "@transonnx/onnx";
import type { Names } from "../names.ts";

/**
 * A model's graph as a branch of an `If`: without inputs, which it takes from the outer graph, as it does the initializers
 * that are `outside` under other names. What it names itself gets a name of its own that begins with the branch's.
 *
 * @param outputs what the branch gives, in order and as both branches declare it
 */
export function branchOf(
  name: string,
  graph: GraphSpec,
  outputs: readonly ValueSpec[],
  outside: ReadonlyMap<string, string>,
  names: Names,
): GraphSpec {
  const fresh = (own: string) => names.fresh(`${name}/${own}`);
  const kept = graph.initializers.filter((initializer) => !outside.has(initializer.name));
  const scope = new Map([...outside, ...ownNames(graph.nodes, kept, fresh)]);
  const nodes = graph.nodes.map((node) => renamedNode(node, scope, fresh));
  const made = new Set(nodes.flatMap((node) => node.outputs));
  const results = outputs.map((output): ValueSpec => {
    const value = scope.get(output.name) ?? output.name;
    if (made.has(value)) return { ...output, name: value };
    const copied = fresh(output.name);
    nodes.push({ opType: "Identity", domain: "", name: copied, inputs: [value], outputs: [copied], attributes: {} });
    return { ...output, name: copied };
  });
  return {
    name,
    inputs: [],
    outputs: results,
    nodes,
    initializers: kept.map((initializer) => ({ ...initializer, name: scope.get(initializer.name)! })),
  };
}

type Rename = (own: string) => string;
type Scope = ReadonlyMap<string, string>;

/** New names for what a graph defines. */
function ownNames(
  nodes: readonly NodeSpec[],
  others: readonly (InitializerSpec | ValueSpec)[],
  fresh: Rename,
): [string, string][] {
  const own = [...others.map(({ name }) => name), ...nodes.flatMap(({ outputs }) => outputs)];
  return [...new Set(own)].filter((name) => name !== "").map((name) => [name, fresh(name)]);
}

function renamedNode(node: NodeSpec, scope: Scope, fresh: Rename): NodeSpec {
  const renamed = (name: string): string => scope.get(name) ?? name;
  const attributes = Object.entries(node.attributes).map(
    ([key, attribute]) => [key, renamedAttribute(attribute, scope, fresh)] as const,
  );
  return {
    ...node,
    name: node.outputs.includes(node.name) ? renamed(node.name) : fresh(node.name),
    inputs: node.inputs.map(renamed),
    outputs: node.outputs.map(renamed),
    attributes: Object.fromEntries(attributes),
  };
}

function renamedAttribute(attribute: AttributeSpec, scope: Scope, fresh: Rename): AttributeSpec {
  if (attribute.kind !== "graph") return attribute;
  const { inputs, outputs, nodes, initializers } = attribute.value;
  const inner = new Map([...scope, ...ownNames(nodes, [...inputs, ...initializers], fresh)]);
  const renamed = <T extends { readonly name: string }>(value: T): T => ({
    ...value,
    name: inner.get(value.name) ?? value.name,
  });
  const { valueInfo: _, ...graph } = attribute.value;
  const value: GraphSpec = {
    ...graph,
    inputs: inputs.map(renamed),
    outputs: outputs.map(renamed),
    initializers: initializers.map(renamed),
    nodes: nodes.map((node) => renamedNode(node, inner, fresh)),
  };
  return { ...attribute, value };
}
