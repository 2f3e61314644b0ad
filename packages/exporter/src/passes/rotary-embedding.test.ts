import { describe, expect, test } from "@jest/globals";
import {
  type Dim,
  evaluate,
  input,
  type NDArray,
  print,
  type RotaryOptions,
  rotaryEmbedding,
  type Tensor,
} from "@transonnx/graph";
import { modelFor, runIn, runtimeNames } from "../../test/onnx-runtimes.ts";
import { targetOf } from "../lowering/targets.ts";
import { rewrite } from "./rewrite.ts";
import { useContribRotaryEmbedding, whyNoContribRotaryEmbedding } from "./rotary-embedding.ts";

const float = (name: string, ...shape: readonly Dim[]) => input(name, { dtype: "float32", shape });
const packed = float("x", "b", "s", 16);
const heads = float("x", "b", 2, "s", 8);
const tables = (width: number) => ["cos", "sin"].map((name) => float(name, "b", "s", width / 2)) as [Tensor, Tensor];
const turned = (x: Tensor, width: number, options: RotaryOptions = {}) =>
  rotaryEmbedding(x, ...tables(width), { width, ...options });

test("each token has a row of the tables", () => {
  expect(print(rewrite({ y: turned(packed, 8, { heads: 2 }) }, useContribRotaryEmbedding))).toMatchInlineSnapshot(`
"%0 = Range(0, [b*s], 1) : int64[b*s]
%1 = Reshape(%0, [b, s]) : int64[b, s]
%2 = Reshape(cos, [-1, 4]) : float32[b*s, 4]
%3 = Reshape(sin, [-1, 4]) : float32[b*s, 4]
%4 = RotaryEmbedding(x, %1, %2, %3, num_heads=2, rotary_embedding_dim=8) : float32[b, s, 16]
y = %4"
`);
});

describe.each([
  ["packed heads", turned(packed, 8, { heads: 2 })],
  ["packed heads of which a part turns", turned(packed, 4, { heads: 2 })],
  ["packed heads, neighbours a point", turned(packed, 8, { heads: 2, interleaved: true })],
  ["heads", turned(heads, 8)],
  ["heads of which a part turns", turned(heads, 4, { interleaved: true })],
])("%s", (_, y) => {
  const inputs = { x: y.source.kind === "node" ? y.source.node.inputs[0]! : y, cos: inputOf(y, 1), sin: inputOf(y, 2) };
  const model = modelFor(targetOf("web"), inputs, { y });

  test.each(runtimeNames)("turn alike in %s", async (runtime) => {
    expect(model.graph.nodes.map(({ domain, opType }) => `${domain}:${opType}`)).toContain(
      "com.microsoft:RotaryEmbedding",
    );
    const sizes = { b: 2, s: 3 };
    const arrays = Object.fromEntries(
      Object.entries(inputs).map(([name, { type }], i) => [name, filled(type.shape, sizes, i)]),
    );
    const [expected] = await evaluate([y], { inputs: arrays });
    const found = await runIn(runtime, model, arrays);
    const actual = found.y!.data as Float32Array;
    (expected!.data as Float32Array).forEach((value, i) => {
      expect(actual[i]).toBeCloseTo(value, 5);
    });
  });
});

test("tables that texts share stay a body of standard operators", () => {
  const y = rotaryEmbedding(packed, float("cos", 1, "s", 4), float("sin", 1, "s", 4), { heads: 2 });
  expect(y.source.kind === "node" && whyNoContribRotaryEmbedding(y.source.node)).toBe(
    "it has a row for each token of [b, s], not [1, s, 4]",
  );
});

function inputOf({ source }: Tensor, index: number): Tensor {
  if (source.kind !== "node") throw new Error("no node");
  return source.node.inputs[index]!;
}

function filled(shape: readonly Dim[], sizes: Readonly<Record<string, number>>, seed: number): NDArray {
  const known = shape.map((size) => (typeof size === "number" ? size : sizes[size]!));
  const data = Float32Array.from({ length: known.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(3.7 * i + seed));
  return { dtype: "float32", shape: known, data };
}
