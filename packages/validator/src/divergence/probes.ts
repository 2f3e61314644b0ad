import type { GraphSpec, NodeSpec } from "@transonnx/onnx";

/** A value of the file that the reference has a counterpart of. */
export interface Probe {
  /** Its name in the file. */
  readonly value: string;
  readonly node: NodeSpec;
  /** Path and operator of the node, and which output: what its counterparts are found by. */
  readonly key: string;
}

/** The key of output `index` of a node that was made under a path. */
export const probeKey = (scope: string, op: string, index: number): string => `${scope}/${op}#${index}`;

/**
 * Values of the file by the names that the exporter gives: `path/Operator`, with `_2` where the path has several such nodes.
 * Nodes outside of any path have the graph's name. In the order of the file.
 */
export function probesOf(graph: GraphSpec): readonly Probe[] {
  return graph.nodes.flatMap((node) => {
    const name = node.name.replace(/_\d+$/, "");
    const full = node.name.endsWith(`/${node.opType}`) ? node.name : name;
    if (!full.endsWith(`/${node.opType}`)) return [];
    const path = full.slice(0, -node.opType.length - 1);
    const scope = path === graph.name ? "" : path;
    return node.outputs.flatMap((value, i) =>
      value === "" ? [] : [{ value, node, key: probeKey(scope, node.opType, i) }],
    );
  });
}

/** Names of the nodes that a value depends on, its own included. */
export function ancestors(graph: GraphSpec, values: Iterable<string>): ReadonlySet<string> {
  const makers = new Map(graph.nodes.flatMap((node) => node.outputs.map((value) => [value, node] as const)));
  const found = new Set<string>();
  const open = [...values];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    const node = makers.get(value);
    if (!node || found.has(node.name)) continue;
    found.add(node.name);
    open.push(...node.inputs);
  }
  return found;
}
