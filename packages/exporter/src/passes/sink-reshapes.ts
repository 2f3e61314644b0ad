import {
  applyAll,
  type Dim,
  LayerNormalization,
  type Node,
  Reshape,
  RMSNormalization,
  reshape,
  sameShape,
  scoped,
  type Tensor,
} from "@transonnx/graph";
import type { Pass } from "./rewrite.ts";
import { isSame } from "./same-operator.ts";

/**
 * Linear layers multiply rows: [b, t, h] is reshaped to [b*t, h] before and back after. This pass moves the way back
 * down through what works row by row (elementwise operators, normalisation of the last axis) until it meets the next
 * way there and both vanish.
 */
export const sinkReshapes: Pass = {
  doc: "Reshapes between rows and sequences move down through row-wise operators and cancel where they meet.",
  node(node, outputs) {
    return scoped(node.scope, () => rule(node, outputs));
  },
};

function rule(node: Node, outputs: readonly Tensor[]): readonly Tensor[] | undefined {
  if (isSame(node.op, Reshape)) {
    const inner = reshaped(node.inputs[0]);
    return inner && [reshape(inner, outputs[0]!.type.shape)];
  }
  const target = outputs[0]!.type.shape;
  // Operands that are broadcast have other rows than the result.
  const rows = node.inputs.map((input) => (input && sameShape(input.type.shape, target) ? rowsOf(input) : undefined));
  const first = rows.find((r) => r !== undefined);
  if (!first) return undefined;
  if (node.op.elementwise && node.inputs.length <= 2) {
    const moved = node.inputs.map((input) => asRows(input!, first, target));
    return moved.some((m) => m === undefined) ? undefined : [reshape(again(node, moved)[0]!, target)];
  }
  if (isNormalization(node) && rows[0] && isLastAxis(node) && node.outputs.length === 1)
    return [reshape(again(node, [rows[0], ...node.inputs.slice(1)])[0]!, target)];
  return undefined;
}

const isNormalization = ({ op }: Node): boolean => isSame(op, LayerNormalization) || isSame(op, RMSNormalization);

const again = (node: Node, inputs: readonly (Tensor | undefined)[]) =>
  applyAll(node.op, inputs, node.attributes, node.outputs.length);

const isLastAxis = (node: Node): boolean => {
  const axis = node.attributes.axis as number;
  return axis === -1 || axis === node.inputs[0]!.type.shape.length - 1;
};

/** What a tensor is a Reshape of. */
const reshaped = (tensor: Tensor | undefined): Tensor | undefined =>
  tensor?.source.kind === "node" && isSame(tensor.source.node.op, Reshape) ? tensor.source.node.inputs[0] : undefined;

/** The matrix that a tensor is a Reshape of, where its rows are the tensor's last axis. */
function rowsOf(tensor: Tensor | undefined): Tensor | undefined {
  const inner = reshaped(tensor);
  const shape = inner?.type.shape;
  return shape?.length === 2 && tensor!.type.shape.length > 2 && shape[1] === tensor!.type.shape.at(-1)
    ? inner
    : undefined;
}

/** An operand beside rows: rows itself, something of the full shape, or something that broadcasts along the last axis. */
function asRows(input: Tensor, rows: Tensor, target: readonly Dim[]): Tensor | undefined {
  const { shape } = input.type;
  if (sameShape(shape, target)) return reshape(input, rows.type.shape);
  return shape.length === 0 || (shape.length === 1 && (shape[0] === 1 || shape[0] === target.at(-1)))
    ? input
    : undefined;
}
