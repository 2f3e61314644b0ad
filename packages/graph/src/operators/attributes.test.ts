import { describe, expect, test } from "@jest/globals";
import { arrayOf } from "../types/ndarray.ts";
import { completeAttributes, float, floatList, int, intList, string, stringList, tensor } from "./attributes.ts";

const schema = { axis: int(), epsilon: float(1e-5), perm: intList(undefined), mode: string("none", { since: 20 }) };

test("defaults are filled in; an absent attribute without one stays absent", () => {
  expect(completeAttributes(schema, { axis: 1 })).toEqual({ axis: 1, epsilon: 1e-5, perm: undefined, mode: "none" });
  expect(completeAttributes(schema, { axis: 1, epsilon: 0 })).toMatchObject({ epsilon: 0 });
});

test("a required attribute must be there", () => {
  expect(() => completeAttributes(schema, {})).toThrow('attribute "axis" is missing');
});

test.each(["Axis", "toString", "__proto__x"])("%s is none of them", (name) => {
  expect(() => completeAttributes(schema, { axis: 1, [name]: 1 })).toThrow(
    `it has no attribute "${name}"; attributes: axis, epsilon, perm, mode`,
  );
});

test("an operator may have none at all", () => {
  expect(() => completeAttributes({}, { axis: 1 })).toThrow('it has no attribute "axis"; attributes: none');
});

describe("an attribute is of its kind", () => {
  const kinds = {
    a: int(0),
    b: float(0),
    c: string(""),
    d: intList([]),
    e: floatList([]),
    f: stringList([]),
    g: tensor(undefined),
  };
  const right = { a: 2, b: 0.5, c: "x", d: [1], e: [0.5], f: ["x"], g: arrayOf("int64", [1], [1]) };

  test("what is of it passes", () => {
    expect(completeAttributes(kinds, right)).toEqual(right);
  });

  test.each([
    ["a", 0.5, "int, got 0.5"],
    ["b", "0.5", 'float, got "0.5"'],
    ["c", 1, "string, got 1"],
    ["d", [0.5], "ints, got [0.5]"],
    ["d", 1, "ints, got 1"],
    ["e", ["x"], 'floats, got ["x"]'],
    ["f", [1], "strings, got [1]"],
    ["g", [1], "tensor, got [1]"],
  ])("%s: %s does not", (name, value, message) => {
    expect(() => completeAttributes(kinds, { [name]: value })).toThrow(`attribute "${name}" is of kind ${message}`);
  });
});

test("the first opset of a later attribute is noted", () => {
  expect(schema.mode).toEqual({ kind: "string", required: false, default: "none", since: 20 });
});
