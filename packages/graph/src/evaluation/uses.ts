import type { Node } from "../tensors/node.ts";
import type { Tensor } from "../tensors/tensor.ts";

/** How often each value is still needed. What the caller asked for is always needed. */
export class Uses {
  readonly #left = new Map<object, number[]>();

  constructor(order: readonly Node[], outputs: readonly Tensor[]) {
    for (const node of order) for (const tensor of node.inputs) if (tensor) this.#add(tensor, 1);
    for (const tensor of outputs) this.#add(tensor, Number.POSITIVE_INFINITY);
  }

  /** One use is over; gives how many are left. */
  take(tensor: Tensor): number {
    return this.#add(tensor, -1);
  }

  areLeft(node: Node, output: number): boolean {
    return (this.#left.get(node)?.[output] ?? 0) > 0;
  }

  #add(tensor: Tensor, uses: number): number {
    const { source } = tensor;
    const [owner, index] = source.kind === "node" ? [source.node, source.index] : [tensor, 0];
    const counts = this.#left.get(owner) ?? [];
    this.#left.set(owner, counts);
    counts[index] = (counts[index] ?? 0) + uses;
    return counts[index];
  }
}
