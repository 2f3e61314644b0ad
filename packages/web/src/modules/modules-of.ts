import type { GraphSpec, InitializerSpec, NodeSpec } from "@transonnx/onnx";
import { dataFlow } from "./data-flow.ts";
import type { ModuleNode } from "./module-node.ts";

/** Where graphs keep what computes sizes: no module of a model. */
const SIZES = "sizes";

/** A node with its place in the graph, and the module that it stands in, `["bert", "encoder"]`; none for `[]`. */
export interface PlacedNode {
  readonly node: NodeSpec;
  readonly index: number;
  readonly scope: readonly string[];
}

/** A module while its nodes are counted. */
interface Open {
  readonly name: string;
  readonly path: string;
  readonly depth: number;
  readonly children: Map<string, Open>;
  readonly nodes: PlacedNode[];
  parameters: number;
}

/**
 * The modules of a graph, from the names of its nodes: `bert.embeddings/Add` is an Add of the module `bert.embeddings`. Nodes of
 * both branches of an If count, and each tensor belongs to the module that its name starts with.
 */
export function modulesOf(graph: GraphSpec): ModuleNode {
  const root = opened("", "", 0);
  const { nodes, initializers } = contentOf(graph);
  for (const [index, node] of nodes.entries()) {
    const scope = scopeOf(node.name, graph.name);
    if (scope[0] === SIZES) continue;
    const placed = { node, index, scope };
    let at = root;
    at.nodes.push(placed);
    for (const name of scope) {
      at = childOf(at, name);
      at.nodes.push(placed);
    }
  }
  for (const { name, shape } of initializers) {
    const elements = shape.reduce((product, size) => product * size, 1);
    let at: Open | undefined = root;
    at.parameters += elements;
    for (const part of name.split(".").slice(0, -1)) {
      at = at.children.get(part);
      if (!at) break;
      at.parameters += elements;
    }
  }
  return closed(
    root,
    root.nodes.filter(({ scope }) => scope.length === 0),
  );
}

const opened = (name: string, path: string, depth: number): Open => ({
  ...{ name, path, depth },
  children: new Map(),
  nodes: [],
  parameters: 0,
});

function childOf(parent: Open, name: string): Open {
  const known = parent.children.get(name);
  if (known) return known;
  const child = opened(name, parent.path === "" ? name : `${parent.path}.${name}`, parent.depth + 1);
  parent.children.set(name, child);
  return child;
}

/** `loose` are the nodes of no module: what a model computes between its modules. */
function closed(module: Open, loose: readonly PlacedNode[]): ModuleNode {
  const { name, path, nodes, parameters, depth } = module;
  const children = [...module.children.values()];
  const names = children.map((child) => child.name);
  const flow = path === "" ? nodes : [...nodes, ...loose].sort((a, b) => a.index - b.index);
  return {
    ...{ name, path, parameters },
    nodes: nodes.length,
    operators: operatorsOf(nodes),
    children: children.map((child) => closed(child, loose)),
    edges: dataFlow(flow, depth, names),
  };
}

/** `a.b/Add_1` stands in `a.b`; `Add_1`, and what has the graph's own name for a module, in none. */
function scopeOf(name: string, graph: string): readonly string[] {
  const end = name.lastIndexOf("/");
  const scope = end <= 0 ? [] : name.slice(0, end).split(".");
  return scope[0] === graph ? [] : scope;
}

function operatorsOf(nodes: readonly PlacedNode[]): ModuleNode["operators"] {
  const counts = new Map<string, number>();
  for (const { node } of nodes) counts.set(node.opType, (counts.get(node.opType) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([name, count]) => ({ name, count }));
}

/** The nodes and tensors of a graph and of the graphs in it. */
function contentOf(graph: GraphSpec): { nodes: readonly NodeSpec[]; initializers: readonly InitializerSpec[] } {
  const nodes: NodeSpec[] = [];
  const initializers: InitializerSpec[] = [];
  const visit = (each: GraphSpec) => {
    initializers.push(...each.initializers);
    for (const node of each.nodes) {
      nodes.push(node);
      for (const attribute of Object.values(node.attributes)) if (attribute.kind === "graph") visit(attribute.value);
    }
  };
  visit(graph);
  return { nodes, initializers };
}
