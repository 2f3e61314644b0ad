import { describe, expect, test } from "@jest/globals";
import { add } from "../ops/add.ts";
import { Concat, concat } from "../ops/concat.ts";
import { layerNormalization } from "../ops/layer-normalization.ts";
import { matmul } from "../ops/matmul.ts";
import { reshape } from "../ops/reshape.ts";
import { softmax } from "../ops/softmax.ts";
import { Split } from "../ops/split.ts";
import { Transpose } from "../ops/transpose.ts";
import { ints } from "../tensors/constant.ts";
import { scoped } from "../tensors/scope.ts";
import { input, parameter } from "../tensors/tensor.ts";
import { apply, applyAll, GraphError } from "./apply.ts";

const x = input("x", { dtype: "float32", shape: ["batch_size", "sequence_length", 8] });

describe("an application is checked while the graph is built", () => {
  test("the error says where, on what, and what clashes", () => {
    const weight = parameter("attention.query.weight", { dtype: "float32", shape: [9, 8] });
    const build = () => scoped("bert.encoder.layer.1.attention.self", () => matmul(x, weight));
    expect(build).toThrowErrorMatchingInlineSnapshot(`
"bert.encoder.layer.1.attention.self: MatMul(float32[batch_size, sequence_length, 8], float32[9, 8]): inner dimensions 8 and 9 differ
Cause: inner dimensions 8 and 9 differ"
`);
    expect(build).toThrow(GraphError);
  });

  test("its parts can be told apart", () => {
    try {
      scoped("pooler", () => softmax(x, 3));
    } catch (error) {
      expect(error).toMatchObject({ scope: "pooler", operator: "Softmax", problem: "axis 3 is outside of rank 3" });
    }
    expect.assertions(1);
  });

  test("a composite reports the operator of its body", () => {
    const scale = parameter("LayerNorm.weight", { dtype: "float32", shape: [7] });
    expect(() =>
      scoped("embeddings", () => layerNormalization(x, scale, undefined, 1e-12)),
    ).toThrowErrorMatchingInlineSnapshot(`
"embeddings: LayerNormalization(float32[batch_size, sequence_length, 8], float32[7], -): Mul: cannot broadcast 8 with 7 (axis -1)
Cause: embeddings: Mul(float32[batch_size, sequence_length, 8], float32[7]): cannot broadcast 8 with 7 (axis -1)
Cause: cannot broadcast 8 with 7 (axis -1)"
`);
  });

  test("dtypes are never converted", () => {
    const ids = input("input_ids", { dtype: "int64", shape: ["batch_size", "sequence_length", 8] });
    expect(() => add(x, ids)).toThrowErrorMatchingInlineSnapshot(`
"graph: Add(float32[batch_size, sequence_length, 8], int64[batch_size, sequence_length, 8]): dtypes differ: float32[batch_size, sequence_length, 8] and int64[batch_size, sequence_length, 8]; cast one of them
Cause: dtypes differ: float32[batch_size, sequence_length, 8] and int64[batch_size, sequence_length, 8]; cast one of them"
`);
  });

  test("symbolic sizes are compared as expressions", () => {
    const heads = reshape(x, ["batch_size", "sequence_length", 2, 4]);
    expect(heads.type.shape).toEqual(["batch_size", "sequence_length", 2, 4]);
    expect(() => reshape(x, ["batch_size", "sequence_length", 3, 4])).toThrowErrorMatchingInlineSnapshot(`
"graph: Reshape(float32[batch_size, sequence_length, 8], int64[4]): 8*batch_size*sequence_length elements do not fit into [0, 0, 3, 4], which has 12*batch_size*sequence_length
Cause: 8*batch_size*sequence_length elements do not fit into [0, 0, 3, 4], which has 12*batch_size*sequence_length"
`);
  });

  test.each([
    ["too many inputs", () => apply(Transpose, [x, x]), "it takes 1 inputs, got 2"],
    ["a missing input", () => apply(Transpose, []), "input data is missing"],
    ["no input in a list", () => apply(Concat, [], { axis: 0 }), "input inputs is missing"],
    ["a gap in a list", () => apply(Concat, [x, undefined, x], { axis: 0 }), "a list of inputs has no gaps"],
    [
      "an unknown attribute",
      () => apply(Transpose, [x], { axes: [0] }),
      'it has no attribute "axes"; attributes: perm',
    ],
    ["an attribute that is missing", () => apply(Concat, [x]), 'attribute "axis" is missing'],
    [
      "more outputs than there are",
      () => applyAll(Split, [x, ints(4, 4)], { axis: 2 }, 3),
      "2 parts are given, 3 are asked for",
    ],
    ["an output that is not there", () => applyAll(Transpose, [x], {}, 2), "it has 1 outputs, not 2"],
  ])("%s", (_, build, message) => {
    expect(build).toThrow(message);
  });
});

test("what costs nothing makes no node", () => {
  expect(concat([x], 0)).toBe(x);
  expect(reshape(x, ["batch_size", "sequence_length", 8])).toBe(x);
});

test("absent inputs at the end are left out, and the scope stays with the node", () => {
  const scale = parameter("weight", { dtype: "float32", shape: [8] });
  const { source } = scoped("a.b", () => layerNormalization(x, scale, undefined, 1e-5));
  expect(source).toMatchObject({ kind: "node", index: 0, node: { scope: "a.b", inputs: [x, scale] } });
});

test("the scope before is there again, also after an error", () => {
  const make = () => softmax(x).source;
  scoped("outer", () => {
    expect(() =>
      scoped("inner", () => {
        throw new Error("stop");
      }),
    ).toThrow("stop");
    expect(make()).toMatchObject({ node: { scope: "outer" } });
  });
  expect(make()).toMatchObject({ node: { scope: "" } });
});
