import { expect, test } from "@jest/globals";
import { add, full, input, print } from "@transonnx/graph";
import { expandConstants } from "./expand-constants.ts";
import { rewrite } from "./rewrite.ts";

test("a tensor of one number is that number, expanded", () => {
  const x = input("x", { dtype: "float32", shape: ["b", 3] });
  expect(print(rewrite({ y: add(x, full(["b", 3], 0.5)) }, expandConstants))).toMatchInlineSnapshot(`
"%0 = Expand(0.5, [b, 3]) : float32[b, 3]
%1 = Add(x, %0) : float32[b, 3]
y = %1"
`);
});
