import { type AttributeValues, applyAll, constant, evaluate, type NDArray, type Operator } from "@transonnx/graph";
import type { NodeSpec } from "@transonnx/onnx";
import { toTensor } from "@transonnx/onnx";
import { attributeValue, type DataSet, type NodeCase } from "./node-case.ts";

/** An operator's `since` is no earlier than this; its form is older where it says this. */
const oldestOpset = 13;

/** ONNX's operators by name, as an author's module exports them. */
export type Operators = ReadonlyMap<string, Operator>;

/** The operators among a module's exports: `operatorsOf(await import("@transonnx/graph"))`. */
export const operatorsOf = (module: object): Operators =>
  new Map(
    Object.values(module)
      .filter(isOperator)
      .map((op) => [op.name, op]),
  );

const isOperator = (value: unknown): value is Operator =>
  typeof value === "object" && value !== null && "infer" in value && "since" in value;

/** The first operator of the case that is not implemented; undefined where all are. A Constant is a leaf, no operator. */
export const missingOperator = ({ graph }: NodeCase, operators: Operators): string | undefined =>
  graph.nodes.find(({ domain, opType }) => domain !== "" || (opType !== "Constant" && !operators.has(opType)))?.opType;

/**
 * Runs a case node by node: each is built on the values before it, so that what an operator must know while the graph
 * is built is known, inferred and computed. Gives the graph's outputs by name.
 */
export async function runNodeCase(
  { graph, opset }: NodeCase,
  inputs: DataSet["inputs"],
  operators: Operators,
): Promise<DataSet["outputs"]> {
  const values = new Map<string, NDArray>(inputs);
  for (const stored of graph.initializers)
    if (!values.has(stored.name)) values.set(stored.name, toTensor(stored) as NDArray);
  for (const node of graph.nodes) {
    const results = await runNode(node, values, operators, opset);
    node.outputs.forEach((name, i) => {
      if (name !== "") values.set(name, results[i]!);
    });
  }
  return new Map(graph.outputs.map(({ name }) => [name, values.get(name)!]));
}

async function runNode(
  node: NodeSpec,
  values: ReadonlyMap<string, NDArray>,
  operators: Operators,
  opset: number,
): Promise<readonly NDArray[]> {
  const attributes: AttributeValues = Object.fromEntries(
    Object.entries(node.attributes).map(([name, spec]) => [name, attributeValue(name, spec)]),
  );
  if (node.opType === "Constant") return [constantOf(attributes)];
  const op = operators.get(node.opType);
  if (!op) throw new Error(`${node.opType} is not implemented`);
  if (opset < op.since && op.since > oldestOpset)
    throw new Error(`${op.name} is that of opset ${op.since}, the model is of opset ${opset}`);
  const inputs = node.inputs.map((name) => (name === "" ? undefined : constant(values.get(name)!)));
  return evaluate(applyAll(op, inputs, attributes, node.outputs.length), { inputs: {} });
}

/** What a Constant node holds; the attribute's name says in which form. */
function constantOf({ value, value_int, value_ints, value_float, value_floats }: AttributeValues): NDArray {
  if (value !== undefined) return value as NDArray;
  if (value_int !== undefined)
    return { dtype: "int64", shape: [], data: BigInt64Array.of(BigInt(value_int as number)) };
  if (value_float !== undefined) return { dtype: "float32", shape: [], data: Float32Array.of(value_float as number) };
  if (value_floats) {
    const data = Float32Array.from(value_floats as readonly number[]);
    return { dtype: "float32", shape: [data.length], data };
  }
  const data = BigInt64Array.from(value_ints as readonly number[], BigInt);
  return { dtype: "int64", shape: [data.length], data };
}
