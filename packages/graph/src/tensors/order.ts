import type { Node } from "./node.ts";
import type { Tensor } from "./tensor.ts";

/** The nodes that the tensors depend on, each after those that it depends on. The order is deterministic. */
export function topologicalOrder(outputs: readonly Tensor[]): readonly Node[] {
  const order: Node[] = [];
  const entered = new Set<Node>();
  const stack: { node: Node; next: number }[] = [];
  const enter = (tensor: Tensor | undefined) => {
    if (tensor?.source.kind !== "node" || entered.has(tensor.source.node)) return;
    entered.add(tensor.source.node);
    stack.push({ node: tensor.source.node, next: 0 });
  };
  for (const output of outputs) {
    enter(output);
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      if (top.next < top.node.inputs.length) enter(top.node.inputs[top.next++]);
      else {
        order.push(top.node);
        stack.pop();
      }
    }
  }
  return order;
}
