import { expect, test } from "@jest/globals";
import { type Dim, dim } from "../types/dim.ts";
import { bindDims } from "./bind.ts";

/** Binds inputs given as name: [declared shape, fed shape]. */
function bind(inputs: Record<string, readonly [readonly Dim[], readonly number[]]>) {
  const types = Object.entries(inputs).map(
    ([name, [shape]]) => [name, { dtype: "float32", shape: shape.map(dim) }] as const,
  );
  return Object.fromEntries(bindDims(types, (name) => inputs[name]![1]));
}

test("a symbol has the size that is fed", () => {
  expect(
    bind({
      ids: [
        ["b", "s"],
        [2, 5],
      ],
    }),
  ).toEqual({ b: 2, s: 5 });
});

test("an expression is solved for its last unknown symbol, in whatever order inputs come", () => {
  expect(
    bind({
      mask: [
        ["b", "past + s"],
        [2, 9],
      ],
      ids: [
        ["b", "s"],
        [2, 4],
      ],
    }),
  ).toEqual({ b: 2, s: 4, past: 5 });
  expect(bind({ x: [["2*n + 1"], [7]] })).toEqual({ n: 3 });
  expect(bind({ x: [["b*n"], [6]], y: [["b"], [2]] })).toEqual({ n: 3, b: 2 });
});

test("what no input decides stays open", () => {
  expect(bind({ x: [["a + b"], [6]] })).toEqual({});
  expect(bind({ x: [["floor(h/2)"], [3]] })).toEqual({});
  expect(bind({ x: [["b*n"], [0]], y: [["b"], [0]] })).toEqual({ b: 0 });
});

test.each<[string, Parameters<typeof bind>[0], string]>([
  ["another rank", { x: [["b", 3], [2]] }, "input x has shape [2], expected [b, 3]"],
  [
    "another size",
    {
      x: [
        ["b", 3],
        [2, 4],
      ],
    },
    "input x, axis 1: expected 3, got 4",
  ],
  ["two values", { x: [["b"], [2]], y: [["b"], [3]] }, "input y, axis 0: expected b = 2, got 3"],
  [
    "a sum that is off",
    {
      x: [
        ["a", "b", "a + b"],
        [1, 2, 4],
      ],
    },
    "input x, axis 2: expected a + b = 3, got 4",
  ],
  ["a part of a size", { x: [["2*n"], [3]] }, "input x, axis 0: expected 2*n, got 3, for which n is 1.5"],
  [
    "less than nothing",
    {
      x: [
        ["s", "past + s"],
        [3, 2],
      ],
    },
    "input x, axis 1: expected past + s, got 2, for which past is -1",
  ],
])("refuses %s", (_, inputs, message) => {
  expect(() => bind(inputs)).toThrow(message);
});
