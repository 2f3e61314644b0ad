import { describe, expect, test } from "@jest/globals";
import { apply } from "../operators/apply.ts";
import { primitive } from "../operators/operator.ts";
import { add, cast, expand, gelu, identity, mul, neg, range, reduceSum, reshape, split } from "../ops/index.ts";
import { constant, sizes } from "../tensors/constant.ts";
import { scoped } from "../tensors/scope.ts";
import { input, parameter, type Tensor } from "../tensors/tensor.ts";
import { arrayOf, type NDArray } from "../types/ndarray.ts";
import { EvaluationError, evaluate } from "./evaluate.ts";

const x = input("x", { dtype: "float32", shape: ["b", 2] });
const rows = arrayOf("float32", [3, 2], [1, 2, 3, 4, 5, 6]);
const valuesOf = (array: NDArray | undefined) => Array.from(array!.data as Float32Array, Number);

describe("values", () => {
  test("inputs, parameters, constants and sizes meet in the outputs", async () => {
    const weight = parameter("w", { dtype: "float32", shape: [2] });
    const [y, indices] = await evaluate([mul(add(x, weight), 2), range(0, "b")], {
      inputs: { x: rows },
      parameter: async (name) => arrayOf("float32", [2], name === "w" ? [10, 20] : []),
    });
    expect(valuesOf(y)).toEqual([22, 44, 26, 48, 30, 52]);
    expect(valuesOf(indices)).toEqual([0, 1, 2]);
  });

  test("symbols get their sizes from the inputs", async () => {
    const [shape, spread] = await evaluate([sizes(["2*b", 7]), expand(constant(arrayOf("float32", [1], [5])), ["b"])], {
      inputs: { x: rows },
    }).catch((error: Error) => [error.message]);
    expect(shape).toBe('the size "b" has no value here');
    expect(spread).toBeUndefined();
    const results = await evaluate([identity(x), sizes(["2*b", 7])], { inputs: { x: rows } });
    expect(valuesOf(results[1])).toEqual([6, 7]);
  });

  test("a leaf may be an output, and an output may be asked for twice", async () => {
    const y = neg(x);
    const [a, b, c] = await evaluate([x, y, y], { inputs: { x: rows } });
    expect(a).toBe(rows);
    expect(b).toBe(c);
  });
});

describe("precision", () => {
  const third = arrayOf("float32", [1], [1 / 3]);
  const z = input("z", { dtype: "float32", shape: [1] });

  test("float32 rounds each result", async () => {
    const [y] = await evaluate([mul(z, 3)], { inputs: { z: third } });
    expect(y).toEqual(arrayOf("float32", [1], [Math.fround(3 * Math.fround(1 / 3))]));
  });

  test("float64 computes float32 graphs without rounding, composites too", async () => {
    const [y, g] = await evaluate([mul(z, 3), gelu(z)], { inputs: { z: third }, precision: "float64" });
    expect(y).toEqual(arrayOf("float64", [1], [3 * Math.fround(1 / 3)]));
    expect(g!.dtype).toBe("float64");
    // x/2 * (1 + erf(x / s)), where s is the root of 2 as float32 has it
    expect(valuesOf(g)[0]).toBeCloseTo(0.21018622817073, 12);
  });

  test("half floats are computed in float32 and rounded after each operator", async () => {
    const h = cast(x, "float16");
    const [y] = await evaluate([add(h, 2 ** -12)], { inputs: { x: rows } });
    expect(y!.dtype).toBe("float16");
    expect(valuesOf(y).map((bits) => bits.toString(16))).toEqual(["3c00", "4000", "4200", "4400", "4500", "4600"]);
  });
});

describe("nodes", () => {
  test("each is reported in order, with its results", async () => {
    const seen: string[] = [];
    const y = scoped("head", () => reduceSum(neg(x), [0]));
    await evaluate([y], {
      inputs: { x: rows },
      onNode: (node, [result]) => seen.push(`${node.scope}/${node.op.name}: ${valuesOf(result)}`),
    });
    expect(seen).toEqual(["head/Neg: -1,-2,-3,-4,-5,-6", "head/ReduceSum: -9,-12"]);
  });

  test("a parameter is fetched once while it is needed", async () => {
    const weight = parameter("w", { dtype: "float32", shape: [2] });
    let fetched = 0;
    await evaluate([mul(add(x, weight), weight)], {
      inputs: { x: rows },
      parameter: () => {
        fetched++;
        return arrayOf("float32", [2], [1, 1]);
      },
    });
    expect(fetched).toBe(1);
  });

  test("one output of several may be used through another tensor object", async () => {
    const [left, right] = split(x, 1, [1, 1]) as [Tensor, Tensor];
    const again: Tensor = { ...left };
    const results = await evaluate([add(neg(left), right), neg(again)], { inputs: { x: rows } });
    expect(results.map(valuesOf)).toEqual([
      [1, 1, 1],
      [-1, -3, -5],
    ]);
  });
});

describe("errors", () => {
  test.each([
    ["an input that is not given", {}, 'input "x" (float32[b, 2]) is missing'],
    [
      "an input of another dtype",
      { x: arrayOf("int64", [3, 2], [1, 2, 3, 4, 5, 6]) },
      "x: expected float32[b, 2] = [3, 2], got int64[3, 2]",
    ],
    [
      "an input of another rank",
      { x: arrayOf("float32", [6], [1, 2, 3, 4, 5, 6]) },
      "input x has shape [6], expected [b, 2]",
    ],
  ])("%s", async (_, inputs, message) => {
    await expect(evaluate([neg(x)], { inputs })).rejects.toThrow(message);
  });

  test("parameters need a source, and the right shape", async () => {
    const weight = parameter("w", { dtype: "float32", shape: [2] });
    await expect(evaluate([neg(weight)], { inputs: {} })).rejects.toThrow('parameter "w" is needed, but no source');
    const wrong = { inputs: {}, parameter: () => rows };
    await expect(evaluate([neg(weight)], wrong)).rejects.toThrow("w: expected float32[2] = [2], got float32[3, 2]");
  });

  test("a kernel that fails is named by its place", async () => {
    const failing = primitive({
      name: "Fail",
      since: 13,
      doc: "Fails.",
      inputs: ["X"],
      outputs: ["Y"],
      attributes: {},
      infer: ([type]) => type!,
      evaluate() {
        throw new Error("no luck");
      },
      samples: [{ inputs: [] }],
    });
    const y = scoped("head", () => apply(failing, [reshape(x, [2, "b"])]));
    const result = evaluate([y], { inputs: { x: rows } });
    await expect(result).rejects.toThrow("head: Fail(float32[2, 3]): no luck");
    await expect(result).rejects.toThrow(EvaluationError);
  });
});
