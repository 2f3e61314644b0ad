import {
  Attention,
  type AttributeValue,
  type Dim,
  identity,
  type NDArray,
  type Node,
  type Tensor,
  topologicalOrder,
} from "@transonnx/graph";
import type { AttributeSpec, GraphSpec, InitializerSpec, NodeSpec, ValueSpec } from "@transonnx/onnx";
import { Names } from "../names.ts";
import type { NamedTensors } from "../passes/rewrite.ts";
import { isSame } from "../passes/same-operator.ts";

/** Where the bytes of a parameter come from. */
export type WeightResolver = (name: string, tensor: Tensor) => InitializerSpec["data"];

/**
 * A lowered graph in ONNX's terms. Initializers keep the checkpoint's names, nodes are named by the path of their
 * parameters, values by the node that makes them. Throws where a symbolic size is left.
 */
export function toGraphSpec(
  name: string,
  inputs: NamedTensors,
  outputs: NamedTensors,
  weights: WeightResolver,
): GraphSpec {
  const results = ownOutputs(inputs, outputs);
  const order = topologicalOrder(Object.values(results));
  const names = new Names([...Object.keys(inputs), ...Object.keys(results), ...parameterNames(order, results)]);
  const values = new Map<Node, readonly string[]>();
  const leaves = new Map<Tensor, string>();
  const initializers: InitializerSpec[] = [];

  const outputNames = new Map<Node, Map<number, string>>();
  for (const [output, { source }] of Object.entries(results)) {
    if (source.kind !== "node") continue;
    const known = outputNames.get(source.node) ?? new Map<number, string>();
    outputNames.set(source.node, known.set(source.index, output));
  }

  const nameOf = (tensor: Tensor | undefined): string => {
    if (!tensor) return "";
    const { source } = tensor;
    if (source.kind === "node") return values.get(source.node)![source.index]!;
    const known = leaves.get(tensor);
    if (known !== undefined) return known;
    const leaf = leafName(tensor);
    leaves.set(tensor, leaf);
    return leaf;
  };
  const leafName = (tensor: Tensor): string => {
    const { source, type } = tensor;
    switch (source.kind) {
      case "input":
        return source.name;
      case "parameter":
        initializers.push({ ...knownType(source.name, type), data: weights(source.name, tensor) });
        return source.name;
      case "constant": {
        const constant = names.fresh("constant");
        initializers.push({ ...knownType(constant, type), data: bytesOf(source.value) });
        return constant;
      }
      default:
        throw new Error(`a ${source.kind} is left in a lowered graph`);
    }
  };

  const nodes = order.map((node): NodeSpec => {
    const nodeName = names.fresh(`${node.scope || name}/${node.op.name}`);
    const made = node.outputs.map((_, i) => {
      const output = outputNames.get(node)?.get(i);
      return output ?? (node.outputs.length === 1 ? nodeName : `${nodeName}.${i}`);
    });
    const inputNames = node.inputs.map(nameOf);
    values.set(node, made);
    return {
      opType: node.op.name,
      domain: node.op.domain,
      name: nodeName,
      inputs: inputNames,
      outputs: made,
      attributes: attributesOf(node),
    };
  });
  const given = new Set(Object.values(results));
  const stated = statedTypes(order).filter((tensor) => !given.has(tensor));
  return {
    name,
    inputs: Object.entries(inputs).map(valueSpec),
    outputs: Object.entries(results).map(valueSpec),
    nodes,
    initializers,
    ...(stated.length > 0 && { valueInfo: stated.map((tensor) => valueSpec([nameOf(tensor), tensor])) }),
  };
}

/**
 * Values whose types are written although they follow from the graph. ONNX's inference takes an unknown width of packed values for 0
 * (Attention-23, onnx 1.19), and ONNX Runtime then refuses what comes after.
 */
function statedTypes(order: readonly Node[]): readonly Tensor[] {
  const packed = order.flatMap(({ op, inputs }) => (isSame(op, Attention) ? inputs.slice(2, 3) : []));
  return [...new Set(packed)].flatMap((v) => (v?.source.kind === "node" && v.type.shape.length === 3 ? [v] : []));
}

/** Every output gets a node of its own to be named after: an input, a weight or a tensor given twice passes through Identity. */
function ownOutputs(inputs: NamedTensors, outputs: NamedTensors): NamedTensors {
  const taken = new Set<Tensor>(Object.values(inputs));
  return Object.fromEntries(
    Object.entries(outputs).map(([name, tensor]) => {
      const own = tensor.source.kind === "node" && !taken.has(tensor) ? tensor : identity(tensor);
      taken.add(own);
      return [name, own];
    }),
  );
}

const valueSpec = ([name, { type }]: readonly [string, Tensor]): ValueSpec => ({
  name,
  dtype: type.dtype,
  shape: type.shape,
});

const knownType = (name: string, { dtype, shape }: Tensor["type"]) => ({
  name,
  dtype,
  shape: shape as readonly (Dim & number)[],
});

function parameterNames(order: readonly Node[], outputs: NamedTensors): string[] {
  const all = [...order.flatMap((node) => node.inputs), ...Object.values(outputs)];
  return all.flatMap((t) => (t?.source.kind === "parameter" ? [t.source.name] : []));
}

function bytesOf({ dtype, data }: NDArray): InitializerSpec["data"] {
  if (dtype === "string") return data as string[];
  const { buffer, byteOffset, byteLength } = data as Float32Array;
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Attributes that have their default are left to it. */
function attributesOf(node: Node): Record<string, AttributeSpec> {
  const out: Record<string, AttributeSpec> = {};
  for (const [name, value] of Object.entries(node.attributes)) {
    const { kind, default: fallback } = node.op.attributes[name]!;
    if (value === undefined || (fallback !== undefined && sameValue(value, fallback))) continue;
    out[name] = { kind, value } as AttributeSpec;
  }
  return out;
}

const sameValue = (a: AttributeValue, b: AttributeValue): boolean =>
  a === b || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((x, i) => x === b[i]));
