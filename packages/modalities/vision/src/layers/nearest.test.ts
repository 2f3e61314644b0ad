import { expect, test } from "@jest/globals";
import { arrayOf, evaluate, input, toNumbers } from "@transonnx/graph";
import { nearest } from "./nearest.ts";

test.each([
  // ONNX Runtime's Resize takes element 6 where 7 stands here.
  [14, 18, [0, 0, 1, 2, 3, 3, 4, 5, 6, 7, 7, 8, 9, 10, 10, 11, 12, 13]],
  // In float32, 11 times 26/22 is less than 13.
  [26, 22, [0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 14, 15, 16, 17, 18, 20, 21, 22, 23, 24]],
  [41, 3, [0, 13, 27]],
  [1, 5, [0, 0, 0, 0, 0]],
  [3, 3, [0, 1, 2]],
])("nearest takes, from %d elements to %d, those that PyTorch takes", async (from, to, expected) => {
  const x = input("x", { dtype: "float32", shape: [1, 1, 1, "w"] });
  const elements = arrayOf(
    "float32",
    [1, 1, 1, from],
    Array.from({ length: from }, (_, i) => i),
  );
  const [found] = await evaluate([nearest(x, [1, to])], { inputs: { x: elements } });
  expect(Array.from(toNumbers(found!))).toEqual(expected);
});

test("nearest leaves a size that stays as it is alone", () => {
  const x = input("x", { dtype: "float32", shape: ["b", 2, "h", "w"] });
  expect(nearest(x, ["h", "w"])).toBe(x);
});
