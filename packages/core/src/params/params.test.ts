import { describe, expect, test } from "@jest/globals";
import { add, print } from "@transonnx/graph";
import { MissingTensorError, TensorDTypeError, TensorShapeError } from "../errors/index.ts";
import { linear } from "../layers/index.ts";
import { block, createParams, type Params, type TensorInfo } from "./params.ts";

const float = (...shape: number[]): TensorInfo => ({ dtype: "float16", shape });

const tensors = new Map([
  ["bert.layer.0.dense.weight", float(3, 2)],
  ["bert.layer.0.dense.bias", float(3)],
  ["bert.layer.0.LayerNorm.gamma", float(2)],
  ["bert.position_ids", { dtype: "int64", shape: [1, 4] }],
]);

describe("parameters", () => {
  test("are asked for by the checkpoint's names, relative to a path", () => {
    const layer = createParams(tensors).at("bert.layer", 0);
    expect(layer.path).toBe("bert.layer.0");
    const bias = layer.at("dense").get("bias", [3]);
    expect(bias.source).toEqual({ kind: "parameter", name: "bert.layer.0.dense.bias" });
  });

  test("are float32 whichever floats the file stores; others are asked for by their dtype", () => {
    const p = createParams(tensors).at("bert");
    expect(p.get("layer.0.dense.bias", [3]).type.dtype).toBe("float32");
    expect(p.get("position_ids", [1, 4], "int64").type.dtype).toBe("int64");
  });

  test("are one tensor however often they are asked for", () => {
    const p = createParams(tensors);
    expect(p.get("bert.layer.0.dense.bias", [3])).toBe(p.at("bert.layer.0.dense").get("bias", [3]));
    expect([...p.read]).toEqual(["bert.layer.0.dense.bias"]);
  });

  test("have other names in old files", () => {
    const p = createParams(tensors).at("bert.layer.0.LayerNorm");
    expect(p.get(["weight", "gamma"], [2]).source).toMatchObject({ name: "bert.layer.0.LayerNorm.gamma" });
  });

  test("lie under the base model's prefix, or not", () => {
    const p = createParams(tensors);
    expect(p.base("bert").path).toBe("bert");
    expect(p.at("bert").base("bert").path).toBe("bert");
  });

  test("say which name is missing, and which are like it", () => {
    const p = createParams(tensors).at("bert.layer.0.dense");
    expect(() => p.get("biass", [3])).toThrow(MissingTensorError);
    expect(() => p.get("biass", [3])).toThrow(/"bert\.layer\.0\.dense\.biass" is missing.*bert\.layer\.0\.dense\.bias/);
  });

  test("must have the shape that the model says", () => {
    const p = createParams(tensors);
    expect(() => p.get("bert.layer.0.dense.weight", [2, 3])).toThrow(TensorShapeError);
    expect(() => p.get("bert.layer.0.dense.weight", [2, 3])).toThrow(/expected \[2, 3\], found \[3, 2\]/);
  });

  test("must have elements of the kind that the model says", () => {
    const p = createParams(tensors).at("bert");
    expect(() => p.get("position_ids", [1, 4])).toThrow(TensorDTypeError);
    expect(() => p.get("position_ids", [1, 4])).toThrow(/"bert\.position_ids".*expected float32, .*found int64/);
    expect(() => p.get("layer.0.dense.bias", [3], "int64")).toThrow(/expected int64, found float16/);
  });

  test("are told from others by whole steps of their paths", () => {
    const p = createParams(new Map(["a.b.c", "a.bc", "a-b.x"].map((name) => [name, float(1)])));
    expect(["a", "a.b", "a.b.c", "a.bc", "a-b"].map(p.has)).toEqual([true, true, true, true, true]);
    expect(["", "a.", "b", "a.b.c.d", "z"].map(p.has)).toEqual([false, false, false, false, false]);
  });

  test("of an untrusted file may have names with thousands of steps", () => {
    const names = Array.from({ length: 5000 }, (_, i) => `${"a.".repeat(2000)}${i}`);
    expect(createParams(new Map(names.map((name) => [name, float(1)]))).has("a.a.a")).toBe(true);
  });

  test("name the nodes that a block makes of them", () => {
    const twice = block((_: undefined, p: Params, width: number) => {
      const x = p.get("LayerNorm.gamma", [width]);
      return add(linear(p.at("dense"), x, 3), 1);
    });
    const y = twice(undefined, createParams(tensors).at("bert.layer.0"), 2);
    expect(print({ y })).toMatchInlineSnapshot(`
"%0 = Reshape(bert.layer.0.LayerNorm.gamma, [1, 2]) : float32[1, 2]  # bert.layer.0.dense
%1 = Gemm(%0, bert.layer.0.dense.weight, bert.layer.0.dense.bias, transB=1) : float32[1, 3]  # bert.layer.0.dense
%2 = Reshape(%1, [3]) : float32[3]  # bert.layer.0.dense
%3 = Add(%2, 1) : float32[3]  # bert.layer.0
y = %3"
`);
  });
});
