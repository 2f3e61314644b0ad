import { type Node, scoped, type Tensor, topologicalOrder } from "@transonnx/graph";

/**
 * The graph with some composites written as their bodies, whose nodes carry the composite's path. `shouldExpand` is asked
 * about the nodes of bodies too.
 */
export function expandWhere(outputs: readonly Tensor[], shouldExpand: (node: Node) => boolean): readonly Tensor[] {
  const done = new Map<Node, readonly Tensor[]>();
  const valueOf = (tensor: Tensor): Tensor =>
    tensor.source.kind === "node" ? done.get(tensor.source.node)![tensor.source.index]! : tensor;

  const finish = (node: Node): readonly Tensor[] => {
    const inputs = node.inputs.map((tensor) => tensor && valueOf(tensor));
    if (!node.op.expand || !shouldExpand(node)) {
      const moved: Node = { ...node, inputs };
      const own = node.outputs.map((type, index): Tensor => ({ type, source: { kind: "node", node: moved, index } }));
      done.set(moved, own);
      return own;
    }
    const body = scoped(node.scope, () => node.op.expand!(inputs, node.attributes, node.outputs.length));
    return visit(body);
  };
  const visit = (tensors: readonly Tensor[]): readonly Tensor[] => {
    for (const node of topologicalOrder(tensors)) if (!done.has(node)) done.set(node, finish(node));
    return tensors.map(valueOf);
  };
  return visit(outputs);
}
