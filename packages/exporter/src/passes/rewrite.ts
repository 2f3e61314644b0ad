import { applyAll, type Dim, type Node, type NodeSource, sameShape, scoped, type Tensor } from "@transonnx/graph";

/** Makes one change wherever it applies. Rules are functions: they see a node whose inputs are rewritten already. */
export interface Pass {
  /** What it changes and why, in a sentence. */
  readonly doc: string;
  /** What stands in for an input, parameter, constant or sizes; undefined: it stays. */
  readonly leaf?: (leaf: Tensor) => Tensor | undefined;
  /** What stands in for a node's outputs; undefined: it stays. What a rule returns is rewritten in turn. */
  readonly node?: (node: Node, outputs: readonly Tensor[]) => readonly Tensor[] | undefined;
}

/** Tensors by name, in order. */
export type NamedTensors = Readonly<Record<string, Tensor>>;

/** Rewrites all that the tensors depend on. Parts that no rule touches are shared with the graph that went in. */
export function rewrite(outputs: NamedTensors, pass: Pass): NamedTensors {
  const nodes = new Map<Node, readonly Tensor[]>();
  const leaves = new Map<Tensor, Tensor>();

  const leafOf = (tensor: Tensor): Tensor => {
    let found = leaves.get(tensor);
    if (!found) {
      const replacement = pass.leaf?.(tensor);
      found = replacement ? visit(replacement) : tensor;
      leaves.set(tensor, found);
    }
    return found;
  };
  const valueOf = (tensor: Tensor): Tensor =>
    tensor.source.kind === "node" ? nodes.get(tensor.source.node)![tensor.source.index]! : leafOf(tensor);

  const finish = (node: Node, own: readonly Tensor[]) => {
    const inputs = node.inputs.map((t) => t && valueOf(t));
    const same = inputs.every((t, i) => t === node.inputs[i]);
    const current = same ? own : rebuild(node, inputs);
    const { node: now } = current[0]!.source as NodeSource;
    const replaced = pass.node?.(now, current);
    // A rule's own result stands: it is only looked at again where it is another node than the one that went in.
    nodes.set(node, replaced ? replaced.map((t) => (isOutputOf(t, now) ? t : visit(t))) : current);
  };

  const visit = (root: Tensor): Tensor => {
    const stack: { tensor: Tensor; node: Node; next: number }[] = [];
    const enter = (tensor: Tensor | undefined) => {
      if (tensor?.source.kind === "node" && !nodes.has(tensor.source.node))
        stack.push({ tensor, node: tensor.source.node, next: 0 });
    };
    enter(root);
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      if (nodes.has(top.node)) stack.pop();
      else if (top.next < top.node.inputs.length) enter(top.node.inputs[top.next++]);
      else {
        stack.pop();
        finish(top.node, outputsOf(top.node, top.tensor));
      }
    }
    return valueOf(root);
  };
  return Object.fromEntries(Object.entries(outputs).map(([name, tensor]) => [name, visit(tensor)]));
}

const isOutputOf = ({ source }: Tensor, node: Node): boolean => source.kind === "node" && source.node === node;

/** All outputs of a node, given one of them. */
const outputsOf = (node: Node, one: Tensor): readonly Tensor[] =>
  node.outputs.map((type, index) =>
    one.source.kind === "node" && one.source.index === index ? one : { type, source: { kind: "node", node, index } },
  );

/** The node on other inputs. Where these have the types of the old ones, what was inferred holds still. */
function rebuild(node: Node, inputs: readonly (Tensor | undefined)[]): readonly Tensor[] {
  if (!inputs.every((tensor, i) => sameType(tensor, node.inputs[i])))
    return scoped(node.scope, () => applyAll(node.op, inputs, node.attributes, node.outputs.length));
  const moved: Node = { ...node, inputs };
  return node.outputs.map((type, index) => ({ type, source: { kind: "node", node: moved, index } }));
}

function sameType(a: Tensor | undefined, b: Tensor | undefined): boolean {
  if (a?.type === b?.type) return true;
  if (!a || !b) return false;
  const same = (x: readonly Dim[] | undefined, y: readonly Dim[] | undefined) =>
    x === y || (x !== undefined && y !== undefined && sameShape(x, y));
  return a.type.dtype === b.type.dtype && same(a.type.shape, b.type.shape) && same(a.type.elements, b.type.elements);
}
