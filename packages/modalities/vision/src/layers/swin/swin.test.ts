import { expect, test } from "@jest/globals";
import { createParams } from "@transonnx/core";
import { arrayOf, evaluate, input, toNumbers } from "@transonnx/graph";
import { patchesOf } from "../patches.ts";
import { mergePatches, relativePositionBias } from "./swin.ts";

test("relativePositionBias has the entry of the table for how far key and query are apart", async () => {
  const p = createParams(new Map([["relative_position_bias_table", { dtype: "float32", shape: [9, 1] }]]));
  const table = arrayOf("float32", [9, 1], [0, 1, 2, 3, 4, 5, 6, 7, 8]);
  const [found] = await evaluate([relativePositionBias(p, 2, 1)], { inputs: {}, parameter: () => table });
  expect(found!.shape).toEqual([1, 1, 4, 4]);
  // Entry 4 is that of a place to itself, 3 and 5 of its neighbours in the row, 1 and 7 of those in the column.
  const expected = [
    [4, 3, 1, 0],
    [5, 4, 2, 1],
    [7, 6, 4, 3],
    [8, 7, 5, 4],
  ];
  expect(Array.from(toNumbers(found!))).toEqual(expected.flat());
});

test("mergePatches takes four neighbours column by column, and zeros beyond the grid", async () => {
  const tensors = { "norm.weight": [4], "norm.bias": [4], "reduction.weight": [2, 4] };
  const p = createParams(
    new Map(Object.entries(tensors).map(([name, shape]) => [name, { dtype: "float32", shape }] as const)),
  );
  const pixels = input("x", { dtype: "float32", shape: ["b", 1, "h", "w"] });
  const { x, grid } = mergePatches({}, p, patchesOf(pixels));
  expect(grid).toEqual(["floor((h + 1)/2)", "floor((w + 1)/2)"]);
  // The norm takes all four to zero times its weight, so the first output is the bias of the lower left neighbour.
  const values: Record<string, readonly number[]> = {
    "norm.weight": [1, 1, 1, 1],
    "norm.bias": [0, 0, 0, 0],
    "reduction.weight": [0, 1, 0, 0, 0, 0, 1, 0],
  };
  const [found] = await evaluate([x], {
    inputs: { x: arrayOf("float32", [1, 1, 2, 3], [1, 2, 9, 3, 4, 9]) },
    parameter: (name) => arrayOf("float32", tensors[name as keyof typeof tensors], [...values[name]!]),
  });
  expect(found!.shape).toEqual([1, 2, 2]);
  const [lowerLeft, upperRight, edgeLowerLeft, edgeUpperRight] = toNumbers(found!) as Float32Array;
  // 1 2 and 3 4 have the mean 2.5 and the variance 1.25; 9 0 and 9 0 the mean 4.5 and the variance 20.25.
  expect(lowerLeft).toBeCloseTo(0.5 / Math.sqrt(1.25), 4);
  expect(upperRight).toBeCloseTo(-0.5 / Math.sqrt(1.25), 4);
  expect(edgeLowerLeft).toBeCloseTo(1, 4);
  expect(edgeUpperRight).toBeCloseTo(-1, 4);
});
