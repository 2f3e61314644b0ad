import { constant, type NDArray, run, type Tensor } from "@transonnx/graph";
import type { Pass } from "./rewrite.ts";

/** A folded value above this many elements would bloat the file more than its computation costs. */
const largestFolded = 1 << 16;

export const foldConstants: Pass = {
  doc: "What depends on constants alone is computed now.",
  node(node, outputs) {
    const values: (NDArray | undefined)[] = [];
    for (const input of node.inputs) {
      if (input && input.source.kind !== "constant") return undefined;
      values.push(input && (input.source as { value: NDArray }).value);
    }
    if (outputs.some(({ type }) => sizeOfKnown(type.shape) > largestFolded)) return undefined;
    return run(node.op, values, node.attributes, node.outputs.length).map(constant);
  },
};

const sizeOfKnown = (shape: Tensor["type"]["shape"]): number =>
  shape.reduce<number>((total, d) => (typeof d === "number" ? total * d : Number.POSITIVE_INFINITY), 1);
