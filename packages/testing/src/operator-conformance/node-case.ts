import type { AttributeValue, NDArray } from "@transonnx/graph";
import { type AttributeSpec, type GraphSpec, hasArray, readModel, readTensor } from "@transonnx/onnx";
import type { NodeTest } from "../node-tests/archive.ts";

/** A node test, read: its graph, and for each data set the values of the graph's inputs and outputs by name. */
export interface NodeCase {
  readonly name: string;
  /** The version of ai.onnx that the model asks for. */
  readonly opset: number;
  readonly graph: GraphSpec;
  readonly dataSets: readonly DataSet[];
}

export interface DataSet {
  readonly inputs: ReadonlyMap<string, NDArray>;
  readonly outputs: ReadonlyMap<string, NDArray>;
}

/** Reads a test's model; its data are read when `dataSets` is asked for, and must be tensors of dtypes that arrays hold. */
export async function readNodeCase(test: NodeTest): Promise<NodeCase> {
  const { graph, opsets } = await readModel(test.model, { name: test.name });
  const read = (names: readonly { readonly name: string }[], files: readonly Uint8Array[]) =>
    new Map(files.map((bytes, i) => [names[i]!.name, arrayIn(bytes, `${test.name}: ${names[i]!.name}`)]));
  return {
    name: test.name,
    opset: opsets.find(({ domain }) => domain === "" || domain === "ai.onnx")?.version ?? 0,
    graph,
    get dataSets() {
      return test.dataSets.map(({ inputs, outputs }) => ({
        inputs: read(graph.inputs, inputs),
        outputs: read(graph.outputs, outputs),
      }));
    },
  };
}

function arrayIn(bytes: Uint8Array, name: string): NDArray {
  const tensor = readTensor(bytes, name);
  if (!hasArray(tensor.dtype)) throw new Error(`${name} is ${tensor.dtype}, which no array holds`);
  return tensor as NDArray;
}

/** An attribute as operators take it; integers beyond 2^53 lose precision. */
export function attributeValue(name: string, spec: AttributeSpec): AttributeValue {
  switch (spec.kind) {
    case "int":
      return Number(spec.value);
    case "ints":
      return spec.value.map(Number);
    case "float":
    case "string":
    case "floats":
    case "strings":
    case "tensor":
      return spec.value;
    default:
      throw new Error(`attribute "${name}" is of kind ${spec.kind}, which no operator takes`);
  }
}
