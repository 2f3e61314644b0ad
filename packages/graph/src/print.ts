import type { AttributeValue } from "./operators/attributes.ts";
import type { Node } from "./tensors/node.ts";
import { topologicalOrder } from "./tensors/order.ts";
import type { Tensor } from "./tensors/tensor.ts";
import { toNumbers } from "./types/ndarray.ts";
import { showType } from "./types/tensor-type.ts";

/** A graph as text, a node a line: `%3 = Add(%2, encoder.bias) : float32[batch_size, 8]  # encoder`. Deterministic. */
export function print(outputs: Readonly<Record<string, Tensor>>): string {
  const tensors = Object.values(outputs);
  const names = new Map<Node, string>();
  const show = (tensor: Tensor | undefined): string => {
    if (!tensor) return "-";
    const { source } = tensor;
    switch (source.kind) {
      case "input":
      case "parameter":
        return source.name;
      case "sizes":
        return `[${source.sizes.join(", ")}]`;
      case "constant":
        return showArray(tensor);
      case "node":
        return source.node.outputs.length > 1 ? `${names.get(source.node)}.${source.index}` : names.get(source.node)!;
    }
  };
  const lines = topologicalOrder(tensors).map((node, i) => {
    names.set(node, `%${i}`);
    const attributes = Object.entries(node.attributes)
      .filter(([name, value]) => value !== undefined && !isDefault(node, name, value))
      .map(([name, value]) => `, ${name}=${showAttribute(value!)}`);
    const types = node.outputs.map(showType).join(", ");
    const scope = node.scope ? `  # ${node.scope}` : "";
    return `%${i} = ${node.op.name}(${node.inputs.map(show).join(", ")}${attributes.join("")}) : ${types}${scope}`;
  });
  for (const [name, tensor] of Object.entries(outputs)) lines.push(`${name} = ${show(tensor)}`);
  return lines.join("\n");
}

function showArray({ source, type }: Tensor): string {
  if (source.kind !== "constant" || source.value.data.length > 8 || type.dtype === "string") return showType(type);
  const values = Array.from(toNumbers(source.value), (x) => `${Number(x.toPrecision(6))}`);
  return type.shape.length === 0 ? values[0]! : `[${values.join(", ")}]`;
}

const isDefault = (node: Node, name: string, value: AttributeValue): boolean =>
  !(typeof value === "object" && "dtype" in value) &&
  JSON.stringify(node.op.attributes[name]?.default) === JSON.stringify(value);

const showAttribute = (value: AttributeValue): string =>
  typeof value === "object" && "dtype" in value ? showType(value) : JSON.stringify(value);
