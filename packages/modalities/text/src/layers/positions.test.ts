import { expect, test } from "@jest/globals";
import { arrayOf, evaluate, input, toNumbers } from "@transonnx/graph";
import { positionsAfterPadding } from "./positions.ts";

const ids = input("ids", { dtype: "int64", shape: ["b", "t"] });

test("tokens after a past count on from it", async () => {
  const [found] = await evaluate([positionsAfterPadding(ids, 1, 4)], {
    inputs: { ids: arrayOf("int64", [1, 3], [7, 1, 8]) },
  });
  expect(Array.from(toNumbers(found!))).toEqual([6, 1, 7]);
});

test.each([
  ["at the end", 1, [7, 8, 9, 1, 1], [2, 3, 4, 1, 1]],
  ["at the start", 1, [1, 1, 7, 8, 9], [1, 1, 2, 3, 4]],
  ["in the middle", 1, [7, 1, 8, 1, 9], [2, 1, 3, 1, 4]],
  ["with another id", 5, [7, 5, 1, 9, 5], [6, 5, 7, 8, 5]],
  ["with the id 0", 0, [7, 8, 0, 9, 0], [1, 2, 0, 3, 0]],
])("padding %s takes no position", async (_, padding, values, expected) => {
  const [found] = await evaluate([positionsAfterPadding(ids, padding)], {
    inputs: { ids: arrayOf("int64", [1, 5], values) },
  });
  expect(Array.from(toNumbers(found!))).toEqual(expected);
});
