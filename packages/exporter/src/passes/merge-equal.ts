import { type AttributeValue, type Node, type Operator, operatorId, type Tensor } from "@transonnx/graph";
import type { Pass } from "./rewrite.ts";

/** A fresh pass: what it has seen belongs to one graph. */
export function mergeEqual(): Pass {
  const identity = new Map<object, number>();
  const seen = new Map<string, readonly Tensor[]>();
  const numberOf = (key: object): number => {
    if (!identity.has(key)) identity.set(key, identity.size);
    return identity.get(key)!;
  };
  // Two operators of one name outside of ONNX, or with a reference of their own, may compute different things.
  const operatorOf = (op: Operator): string =>
    op.domain === "" && !op.reference ? operatorId(op) : `own${numberOf(op)}`;
  const idOf = (tensor: Tensor | undefined): string => {
    if (!tensor) return "-";
    return tensor.source.kind === "node"
      ? `${numberOf(tensor.source.node)}.${tensor.source.index}`
      : `leaf${numberOf(tensor)}`;
  };
  const once = (key: string, own: readonly Tensor[]): readonly Tensor[] => {
    const known = seen.get(key);
    if (known && known.length >= own.length) return known;
    seen.set(key, own);
    return own;
  };
  return {
    doc: "Nodes that compute the same of the same inputs, and equal constants, become one.",
    leaf(leaf) {
      const key = leafKey(leaf);
      return key === undefined ? undefined : differing(leaf, once(key, [leaf])[0]!);
    },
    node(node, outputs) {
      return once(`${operatorOf(node.op)}(${node.inputs.map(idOf).join()})${attributesKey(node)}`, outputs);
    },
  };
}

const differing = (a: Tensor, b: Tensor): Tensor | undefined => (a === b ? undefined : b);

/** Larger constants are data of their own: comparing them costs more than it saves. */
const longestComparedConstant = 64;

function leafKey({ source, type }: Tensor): string | undefined {
  if (source.kind === "sizes") return `sizes ${type.shape.length} ${source.sizes.join()}`;
  if (source.kind !== "constant" || source.value.data.length > longestComparedConstant) return undefined;
  const { dtype, shape, data } = source.value;
  // -0 and 0 differ as divisors, and every NaN is like every other.
  return `${dtype}[${shape.join()}] ${Array.from(data as ArrayLike<unknown>, (x) => (Object.is(x, -0) ? "-0" : `${x}`)).join()}`;
}

const attributesKey = (node: Node): string =>
  Object.entries(node.attributes)
    .map(([name, value]) => `${name}=${showAttribute(value)}`)
    .join();

const showAttribute = (value: AttributeValue | undefined): string =>
  typeof value === "object" && "dtype" in value
    ? `${value.dtype}[${value.shape.join()}]${Array.from(value.data as ArrayLike<unknown>, String).join()}`
    : JSON.stringify(value);
