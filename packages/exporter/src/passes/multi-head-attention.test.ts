import { describe, expect, test } from "@jest/globals";
import {
  Attention,
  type AttributeValues,
  applyAll,
  attention,
  cachedAttention,
  type Dim,
  dim,
  evaluate,
  evaluateDim,
  input,
  type NDArray,
  packedAttention,
  type Tensor,
} from "@transonnx/graph";
import { modelFor, runIn, runtimeNames } from "../../test/onnx-runtimes.ts";
import { targetOf } from "../lowering/targets.ts";
import { whyNoMultiHeadAttention } from "./multi-head-attention.ts";
import type { NamedTensors } from "./rewrite.ts";

const float = (name: string, ...shape: readonly Dim[]) => input(name, { dtype: "float32", shape: shape.map(dim) });
const d = 4;
const q = (heads: number) => float("q", "b", "s", heads * d);
const keysAndValues = (heads: number, length: Dim = "s") => [
  float("k", "b", length, heads * d),
  float("v", "b", length, heads * d),
];
const past = (heads: number) => ({
  key: float("past_key", "b", heads, "p", d),
  value: float("past_value", "b", heads, "p", d),
});
const padding = float("mask", "b", 1, "s", "p + s");

/** A decoder's layer: attention after a past, and the keys and values of both. */
function decoder(query: number, keyValue: number, mask: Tensor, scale?: number): NamedTensors {
  const [k, v] = keysAndValues(keyValue);
  const { y, present } = cachedAttention(q(query), k!, v!, { query, keyValue }, past(keyValue), { mask, scale });
  return { y, ...present };
}

const graphs: Readonly<Record<string, () => NamedTensors>> = {
  "an encoder": () => {
    const [k, v] = keysAndValues(3);
    return { y: packedAttention(q(3), k!, v!, { query: 3 }, { mask: float("mask", "b", 1, "s", "s") }) };
  },
  "no mask": () => {
    const [k, v] = keysAndValues(3);
    return { y: packedAttention(q(3), k!, v!, { query: 3 }) };
  },
  "an encoder with grouped keys, and a mask of two axes": () => {
    const [k, v] = keysAndValues(2);
    return { y: packedAttention(q(6), k!, v!, { query: 6, keyValue: 2 }, { mask: float("mask", "s", "s") }) };
  },
  "a decoder": () => decoder(3, 3, padding, 0.3),
  "a decoder whose bias differs by head, as in ALiBi": () => decoder(3, 3, float("mask", 1, 3, "s", "p + s")),
  "a decoder with grouped keys": () => decoder(6, 2, padding),
  "a decoder with one key head": () => decoder(3, 1, padding, 1),
  "a decoder with grouped keys, whose bias differs by head and text": () =>
    decoder(4, 2, float("mask", "b", 4, "s", "p + s")),
  "a decoder that begins a cache": () => {
    const [k, v] = keysAndValues(2);
    const mask = float("mask", "b", 1, "s", "s");
    const { y, present } = cachedAttention(q(4), k!, v!, { query: 4, keyValue: 2 }, undefined, { mask });
    return { y, ...present };
  },
  "attention over what an encoder saw, as heads": () => ({
    y: attention(float("q", "b", 4, "s", d), float("k", "b", 4, "t", d), float("v", "b", 4, "t", d), {
      mask: float("mask", "b", 1, "s", "t"),
    }),
  }),
  "grouped heads that are not packed": () => ({
    y: attention(float("q", "b", 4, "s", d), float("k", "b", 2, "t", d), float("v", "b", 2, "t", d)),
  }),
  "values of another size than keys": () => ({
    y: packedAttention(q(2), float("k", "b", "t", 2 * d), float("v", "b", "t", 2 * 3), { query: 2 }),
  }),
};

const HIDDEN = -1e38;

/** Seeded arrays; of a mask the first text is padded on the left, some later keys are hidden, and one query sees nothing. */
function arraysOf(outputs: NamedTensors, sizes: Readonly<Record<string, number>>): Record<string, NDArray> {
  return Object.fromEntries(
    inputsOf(outputs).map(([name, { type }], seed) => {
      const shape = type.shape.map((size) => evaluateDim(size, (symbol) => sizes[symbol]));
      const data = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) =>
        Math.sin(i * 7.3 + seed + 1),
      );
      if (name === "mask") hide(data, shape);
      return [name, { dtype: "float32", shape, data }];
    }),
  );
}

function hide(data: Float32Array, shape: readonly number[]): void {
  const [s, t] = shape.slice(-2) as [number, number];
  for (let i = 0; i < data.length; i++) {
    const [key, query, map] = [i % t, Math.floor(i / t) % s, Math.floor(i / t / s)];
    const isPadding = map === 0 && key === 0;
    const isLater = key > t - s + query;
    if (isPadding || isLater) data[i] = HIDDEN;
  }
}

function inputsOf(outputs: NamedTensors): readonly (readonly [string, Tensor])[] {
  const found = new Map<string, Tensor>();
  for (const { source } of Object.values(outputs))
    if (source.kind === "node")
      for (const tensor of source.node.inputs)
        if (tensor?.source.kind === "input") found.set(tensor.source.name, tensor);
  return [...found];
}

const sizesToTry = [
  { b: 2, s: 3, p: 4, t: 5 },
  { b: 2, s: 1, p: 5, t: 3 },
  { b: 1, s: 4, p: 0, t: 4 },
];

describe.each(Object.entries(graphs))("%s", (_, build) => {
  const outputs = build();
  const inputs = Object.fromEntries(inputsOf(outputs));
  const model = modelFor(targetOf("web"), inputs, outputs);
  const operators = model.graph.nodes.map(({ domain, opType }) => `${domain}:${opType}`);

  test("becomes MultiHeadAttention", () => {
    expect(operators).toContain("com.microsoft:MultiHeadAttention");
    expect(operators).not.toContain(":Softmax");
    expect(operators).not.toContain(":Expand");
  });

  test.each(runtimeNames)("has the values of the graph in %s", async (runtime) => {
    for (const sizes of sizesToTry) {
      const arrays = arraysOf(outputs, sizes);
      const expected = await evaluate(Object.values(outputs), { inputs: arrays });
      const found = await runIn(runtime, model, arrays);
      for (const [i, name] of Object.keys(outputs).entries()) {
        expect(found[name]!.shape).toEqual(expected[i]!.shape);
        expect(largestDifference(found[name]!, expected[i]!)).toBeLessThan(1e-5);
      }
    }
  });
});

const largestDifference = (a: NDArray, b: NDArray): number =>
  (a.data as Float32Array).reduce((worst, x, i) => Math.max(worst, Math.abs(x - (b.data as Float32Array)[i]!)), 0);

describe("what MultiHeadAttention cannot say stays a body of standard operators", () => {
  const heads = (n: number, t: Dim = "s") => float("x", "b", n, t, d);
  const node = (inputs: readonly (Tensor | undefined)[], attributes: AttributeValues = {}, outputs = 1) => {
    const { source } = applyAll(Attention, inputs, attributes, outputs)[0]!;
    return source.node;
  };
  const three = [heads(2), heads(2), heads(2)];
  const bool = input("mask", { dtype: "bool", shape: ["b", 1, "s", "s"] });

  test.each([
    ["a bound of the scores", node(three, { softcap: 5 }), "does not bound its scores"],
    ["a causal attribute", node(three, { is_causal: 1 }), "write it as a bias"],
    ["scores as an output", node(three, {}, 4), "does not give its scores"],
    ["a softmax of another precision", node(three, { softmax_precision: 11 }), "precision of its own"],
    ["a mask of what may be seen", node([...three, bool]), "its mask is a bias"],
    ["a mask for all queries at once", node([...three, float("mask", "b", 1, 1, "s")]), "its bias is [b|1, 1|2, s, s]"],
    [
      "a cache of values of another size",
      node([heads(2), heads(2), float("v", "b", 2, "s", 3)], {}, 3),
      "keys and values of one size, not 4 and 3",
    ],
  ])("%s", (_, given, reason) => {
    expect(whyNoMultiHeadAttention(given)).toContain(reason);
  });

  test("with its values", async () => {
    const outputs = {
      y: attention(float("q", "b", 4, "s", d), float("k", "b", 2, "t", d), float("v", "b", 2, "t", d), { softcap: 2 }),
    };
    const model = modelFor(targetOf("web"), Object.fromEntries(inputsOf(outputs)), outputs);
    const operators = model.graph.nodes.map(({ opType }) => opType);
    expect(operators).toContain("Softmax");
    expect(operators).not.toContain("Attention");
    const arrays = arraysOf(outputs, { b: 2, s: 3, t: 5 });
    const [expected] = await evaluate([outputs.y], { inputs: arrays });
    const { y } = await runIn("onnxruntime-node", model, arrays);
    expect(largestDifference(y!, expected!)).toBeLessThan(1e-5);
  });
});
