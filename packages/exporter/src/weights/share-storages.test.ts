import { expect, test } from "@jest/globals";
import { memorySource, type StoredTensor } from "@transonnx/checkpoint";
import type { OnnxConfig } from "@transonnx/core";
import { add, parameter, topologicalOrder } from "@transonnx/graph";
import type { ModelGraph } from "../model-graph.ts";
import { shareStorages } from "./share-storages.ts";

const source = memorySource("pytorch_model.bin", new Uint8Array(64));
const stored = (name: string, offset: number, shape: readonly number[] = [2]): StoredTensor => ({
  name,
  dtype: "float32",
  shape,
  byteLength: 8,
  file: source.name,
  range: { source, offset, length: 8 },
  chunks: () => {
    throw new Error("read");
  },
});

function graphOf(tensors: readonly StoredTensor[]): { graph: ModelGraph; index: Map<string, StoredTensor> } {
  const index = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const sum = tensors
    .map(({ name, shape }) => parameter(name, { dtype: "float32", shape }))
    .reduce<ReturnType<typeof add> | undefined>((total, tensor) => (total ? add(total, tensor) : tensor), undefined);
  const graph = { outputs: { sum: sum! }, parameters: new Set(index.keys()), inputs: {}, unread: [] };
  return { graph: { ...graph, onnxConfig: {} as OnnxConfig }, index };
}

const parametersOf = ({ outputs }: ModelGraph): string[] =>
  topologicalOrder(Object.values(outputs)).flatMap(({ inputs }) =>
    inputs.flatMap((tensor) => (tensor?.source.kind === "parameter" ? [tensor.source.name] : [])),
  );

test("two names of the same bytes become one parameter", () => {
  const { graph, index } = graphOf([stored("words", 0), stored("decoder", 0), stored("bias", 8)]);
  expect(parametersOf(shareStorages(graph, index))).toEqual(["words", "words", "bias"]);
});

test("the same bytes in another shape, and other bytes, stay as they are", () => {
  const { graph, index } = graphOf([stored("row", 0, [1, 2]), stored("flat", 0), stored("other", 8)]);
  expect(shareStorages(graph, index)).toBe(graph);
});
