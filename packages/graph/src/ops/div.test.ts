import { expect, test } from "@jest/globals";
import { sizes } from "../tensors/constant.ts";
import { div } from "./div.ts";

test("a size divided is a size, as a padding needs it", () => {
  expect(div(sizes(["4*h", "h + 3", 7]), 4).type.elements).toEqual(["h", "floor((h + 3)/4)", 1]);
});

test("what may be negative is truncated, which is no floor", () => {
  expect(div(sizes(["h - 3"]), 4).type.elements).toBeUndefined();
});
