import { expect, test } from "@jest/globals";
import { groupNormalization, input, parameter, print } from "@transonnx/graph";
import { expandGroupNormalization } from "./expand-group-normalization.ts";
import { rewrite } from "./rewrite.ts";

const x = input("x", { dtype: "float32", shape: ["b", 4, "t"] });
const weight = parameter("weight", { dtype: "float32", shape: [4] });
const bias = parameter("bias", { dtype: "float32", shape: [4] });
const written = (groups: number) =>
  print(rewrite({ y: groupNormalization(x, groups, weight, bias, 1e-5) }, expandGroupNormalization));

test("groups are instances of as many channels, and get scale and bias afterwards", () => {
  expect(written(2)).toMatchInlineSnapshot(`
"%0 = Reshape(x, [0, 2, -1]) : float32[b, 2, 2*t]
%1 = InstanceNormalization(%0, [1, 1], [0, 0]) : float32[b, 2, 2*t]
%2 = Reshape(%1, [0, 4, -1]) : float32[b, 4, t]
%3 = Reshape(weight, [4, 1]) : float32[4, 1]
%4 = Mul(%2, %3) : float32[b, 4, t]
%5 = Reshape(bias, [4, 1]) : float32[4, 1]
%6 = Add(%4, %5) : float32[b, 4, t]
y = %6"
`);
});

test("groups of one channel are instances themselves", () => {
  expect(written(4)).toMatchInlineSnapshot(`
"%0 = InstanceNormalization(x, weight, bias) : float32[b, 4, t]
y = %0"
`);
});
