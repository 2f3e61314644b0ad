import { expect, test } from "@jest/globals";
import { max, min } from "../index.ts";
import { ints, sizes } from "../tensors/constant.ts";

test("the smallest of sizes is a size, as slices need it", () => {
  expect(min(sizes(["s"]), ints(3)).type.elements).toEqual(["min(3, s)"]);
  expect(min(sizes(["s", 5]), 4).type.elements).toEqual(["min(4, s)", 4]);
  expect(max(sizes(["s"]), ints(3)).type.elements).toBeUndefined();
});
