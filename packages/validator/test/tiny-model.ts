import {
  createRandomSource,
  DummyInputGenerator,
  type DummyInputGeneratorClass,
  OnnxConfig,
  randomFloatTensor,
} from "@transonnx/core";
import {
  arrayOf,
  cast,
  gather,
  gelu,
  gemm,
  input,
  mul,
  type NDArray,
  parameter,
  reshape,
  scoped,
  type Tensor,
  unsqueeze,
} from "@transonnx/graph";
import { type ModelSpec, type NodeSpec, toStored } from "@transonnx/onnx";
import type { ReferenceModel } from "../src/index.ts";

// A model of two linear layers over embeddings, and the ONNX model that an exporter would write of it.

const VOCABULARY = 20;
const WIDTH = 8;

class TinyInputGenerator extends DummyInputGenerator {
  static override readonly supportedInputNames: readonly string[] = ["input_ids", "attention_mask"];

  generate(name: string): NDArray {
    const shape = [this.options.batch_size, this.options.sequence_length];
    return name === "input_ids" ? this.randomIntTensor(shape, VOCABULARY) : this.randomMaskTensor(shape);
  }
}

const axes = { 0: "batch_size", 1: "sequence_length" };

export class TinyOnnxConfig extends OnnxConfig {
  static override readonly dummyInputGeneratorClasses: readonly DummyInputGeneratorClass[] = [TinyInputGenerator];

  get inputs() {
    return { input_ids: axes, attention_mask: axes };
  }
}

export const tinyConfig = (more: object = {}) =>
  new TinyOnnxConfig({ model_type: "tiny", vocab_size: VOCABULARY, pad_token_id: 0, ...more });

const random = createRandomSource(1);
const shapes: Readonly<Record<string, readonly number[]>> = {
  "embeddings.weight": [VOCABULARY, WIDTH],
  "layer.0.weight": [WIDTH, WIDTH],
  "layer.0.bias": [WIDTH],
  "layer.1.weight": [WIDTH, WIDTH],
  "layer.1.bias": [WIDTH],
};

/** The checkpoint. */
export const tinyTensors: ReadonlyMap<string, NDArray> = new Map(
  Object.entries(shapes).map(([name, shape]) => [
    name,
    randomFloatTensor(random, shape, { minValue: -1, maxValue: 1 }),
  ]),
);

const get = (name: string): Tensor => parameter(name, { dtype: "float32", shape: shapes[name]! });

/** The graph as a model's code builds it. */
export function tinyReference(): ReferenceModel {
  const free = ["batch_size", "sequence_length"];
  const inputs = {
    input_ids: input("input_ids", { dtype: "int64", shape: free }),
    attention_mask: input("attention_mask", { dtype: "int64", shape: free }),
  };
  const x = scoped("embeddings", () => {
    const mask = unsqueeze(cast(inputs.attention_mask, "float32"), -1);
    return reshape(mul(gather(get("embeddings.weight"), inputs.input_ids), mask), [
      "batch_size*sequence_length",
      WIDTH,
    ]);
  });
  const layer = (i: number, y: Tensor) =>
    scoped(`layer.${i}`, () => gelu(gemm(y, get(`layer.${i}.weight`), get(`layer.${i}.bias`))));
  const last_hidden_state = scoped("layer.1", () => reshape(layer(1, layer(0, x)), [...free, WIDTH]));
  return { inputs, outputs: { last_hidden_state }, parameter: (name) => tinyTensors.get(name)! };
}

export const node = (
  name: string,
  inputs: readonly string[],
  outputs: readonly string[] = [name],
  attributes: NodeSpec["attributes"] = {},
): NodeSpec => ({
  ...{
    opType: name.slice(name.lastIndexOf("/") + 1).replace(/_\d+$/, ""),
    domain: "",
    name,
    inputs,
    outputs,
    attributes,
  },
});

const transB = { transB: { kind: "int", value: 1 } } as const;

/** The model as it is written. */
export const tinySpec: ModelSpec = {
  irVersion: 10,
  opsets: [{ domain: "", version: 20 }],
  producerName: "transonnx",
  producerVersion: "0.1.0",
  metadata: {},
  graph: {
    name: "main_graph",
    inputs: [
      { name: "input_ids", dtype: "int64", shape: ["batch_size", "sequence_length"] },
      { name: "attention_mask", dtype: "int64", shape: ["batch_size", "sequence_length"] },
    ],
    outputs: [{ name: "last_hidden_state", dtype: "float32", shape: ["batch_size", "sequence_length", WIDTH] }],
    nodes: [
      node("embeddings/Cast", ["attention_mask"], undefined, { to: { kind: "int", value: 1 } }),
      node("embeddings/Unsqueeze", ["embeddings/Cast", "last"]),
      node("embeddings/Gather", ["embeddings.weight", "input_ids"]),
      node("embeddings/Mul", ["embeddings/Gather", "embeddings/Unsqueeze"]),
      node("embeddings/Reshape", ["embeddings/Mul", "rows"]),
      node("layer.0/Gemm", ["embeddings/Reshape", "layer.0.weight", "layer.0.bias"], undefined, transB),
      node("layer.0/Gelu", ["layer.0/Gemm"]),
      node("layer.1/Gemm", ["layer.0/Gelu", "layer.1.weight", "layer.1.bias"], undefined, transB),
      node("layer.1/Gelu", ["layer.1/Gemm"]),
      node("sizes/Shape", ["input_ids"]),
      node("sizes/Concat", ["sizes/Shape", "width"], undefined, { axis: { kind: "int", value: 0 } }),
      node("layer.1/Reshape", ["layer.1/Gelu", "sizes/Concat"], ["last_hidden_state"]),
    ],
    initializers: [
      ...[...tinyTensors].map(([name, array]) => ({ ...toStored(array), name })),
      { ...toStored(arrayOf("int64", [1], [-1])), name: "last" },
      { ...toStored(arrayOf("int64", [2], [-1, WIDTH])), name: "rows" },
      { ...toStored(arrayOf("int64", [1], [WIDTH])), name: "width" },
    ],
  },
};

type Graph = ModelSpec["graph"];

/** The model with a damage. */
export const damaged = (change: (graph: Graph) => Partial<Graph>): ModelSpec => ({
  ...tinySpec,
  graph: { ...tinySpec.graph, ...change(tinySpec.graph) },
});

/** The nodes with one of them changed. */
export const withNode = (name: string, change: Partial<NodeSpec>) =>
  damaged(({ nodes }) => ({ nodes: nodes.map((one) => (one.name === name ? { ...one, ...change } : one)) }));

/** The initializers with one element of one of them changed. */
export const withElement = (name: string, index: number, value: number) =>
  damaged(({ initializers }) => ({
    initializers: initializers.map((one) => {
      if (one.name !== name) return one;
      const data = (tinyTensors.get(name)!.data as Float32Array).slice();
      data[index] = value;
      return { ...one, data: new Uint8Array(data.buffer) };
    }),
  }));
