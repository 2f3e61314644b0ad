import { expect, test } from "@jest/globals";
import { add } from "../ops/add.ts";
import { neg } from "../ops/neg.ts";
import { split } from "../ops/split.ts";
import { topologicalOrder } from "./order.ts";
import { input, type Tensor } from "./tensor.ts";

const x = input("x", { dtype: "float32", shape: [4] });
const names = (...outputs: Tensor[]) => topologicalOrder(outputs).map((node) => node.op.name);

test("a node comes after those that it depends on, once", () => {
  const [a, b] = split(neg(x), 0, [2, 2]) as [Tensor, Tensor];
  expect(names(add(a, b))).toEqual(["Neg", "Split", "Add"]);
  expect(names(b, a)).toEqual(["Neg", "Split"]);
});

test("leaves are no nodes, and what nobody asks for is not there", () => {
  neg(x);
  expect(names(x)).toEqual([]);
});

test("a chain may be longer than the stack", () => {
  let y: Tensor = x;
  for (let i = 0; i < 20_000; i++) y = neg(y);
  expect(topologicalOrder([y])).toHaveLength(20_000);
});
