import { expect, test } from "@jest/globals";
import { arrayOf } from "@transonnx/graph";
import { greedyStep, sameStep } from "./greedy.ts";

const step = (...last: readonly number[]) => greedyStep(arrayOf("float32", [1, 1, last.length], last), undefined);

test("the next token is that of the largest logit at the last place", () => {
  const logits = arrayOf("float32", [2, 2, 3], [9, 0, 0, 1, 3, 2, 9, 0, 0, -1, -3, -2]);
  expect(greedyStep(logits, undefined).tokens).toEqual([1, 0]);
});

test("padding is no token of a text", () => {
  expect(greedyStep(arrayOf("float32", [1, 1, 3], [9, 1, 2]), 0).tokens).toEqual([2]);
});

test("equal logits are an equal step, also where rounding turns a tie", () => {
  expect(() => sameStep("step 3", step(1, 5), step(1, 5.0001))).not.toThrow();
  expect(() => sameStep("step 3", step(5, 5.000001), step(5.000001, 5))).not.toThrow();
});

test("other logits and other tokens are errors", () => {
  expect(() => sameStep("step 3", step(1, 5), step(1, 5.01))).toThrow("step 3, text 0: the logits differ by 0.01");
  expect(() => sameStep("step 3", step(5, 5.0002), step(5.0001, 5))).toThrow(
    "step 3, text 0: expected the token 1 as without a cache, found 0",
  );
});
