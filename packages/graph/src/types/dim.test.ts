import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  addDims,
  type Dim,
  DimError,
  dim,
  dimSymbols,
  dimTerms,
  divideDims,
  evaluateDim,
  floorDivide,
  minDims,
  multiplyDims,
  subtractDims,
} from "./dim.ts";

describe("an expression has one text", () => {
  test.each([
    ["b + a", "a + b"],
    ["past + 1 + past", "2*past + 1"],
    ["(a + 1)*(a - 1)", "a*a - 1"],
    ["2*(a + b) - b", "2*a + b"],
    ["a - a", 0],
    ["-a", "-a"],
    ["b - (a - 3)", "-a + b + 3"],
    ["4", 4],
    ["floor((2*h + 3)/2)", "h + 1"],
    ["floor(h/1)", "h"],
    ["floor(h/2)", "floor((h)/2)"],
    ["floor((2*h)/4)", "floor((h)/2)"],
    ["floor((2*h + 1)/4)", "floor((h)/2)"],
    ["floor((h - 3)/2)", "floor((h + 1)/2) - 2"],
    ["floor((-h)/2)", "floor((h)/2) - h"],
    ["floor((floor((h + 1)/2) + 1)/2)", "floor((h + 3)/4)"],
    ["b*floor(h/2)", "b*floor((h)/2)"],
    ["( t - 3 ) // 2", "floor((t + 1)/2) - 2"],
    ["( ( t - 6 ) // 3 + 1 - 3 ) // 2 + 1", "floor((t)/6) - 1"],
  ])("%s is %s", (written, canonical) => {
    expect(dim(written)).toBe(canonical);
    expect(dim(canonical)).toBe(canonical);
  });

  test.each(["", "a +", "a b", "(a", "2.5*a", "a/2", "floor(a/0)", "floor(a/b)", "a-*b", "é"])("%s is none", (text) => {
    expect(() => dim(text)).toThrow(DimError);
  });

  test("the error shows what was written and what is expected", () => {
    expect(() => dim("a/2")).toThrowErrorMatchingInlineSnapshot(
      `""a/2" is not a size: expected names, numbers, + - *, … // number, floor(… / number) and min(…, …)"`,
    );
  });
});

describe("arithmetic", () => {
  test("adds, subtracts and multiplies", () => {
    expect(addDims("past", "sequence", 1)).toBe("past + sequence + 1");
    expect(subtractDims(addDims("past", "sequence"), "past")).toBe("sequence");
    expect(multiplyDims("b", addDims("s", 1), 2)).toBe("2*b + 2*b*s");
    expect(addDims()).toBe(0);
    expect(multiplyDims()).toBe(1);
  });

  test("divides where it comes out even", () => {
    expect(divideDims("4*b*s", "2*b")).toBe("2*s");
    expect(divideDims("b*s + b*past", "past + s")).toBe("b");
    expect(divideDims("a*c + a*d + b*c + b*d", "a + b")).toBe("c + d");
    expect(divideDims("b*s", 2)).toBeUndefined();
    expect(divideDims("b", "s")).toBeUndefined();
    expect(divideDims("b", 0)).toBeUndefined();
    expect(divideDims(0, "b")).toBe(0);
    expect(divideDims(12, 4)).toBe(3);
    expect(divideDims(7, 2)).toBeUndefined();
  });

  test("floors only by whole numbers above 0", () => {
    expect(() => floorDivide("h", 0)).toThrow(DimError);
    expect(() => floorDivide("h", 1.5)).toThrow(DimError);
  });
});

describe("a dim is read", () => {
  test("its symbols, each once", () => {
    expect(dimSymbols("floor((height + 1)/2)*width + height")).toEqual(["height", "width"]);
    expect(dimSymbols(3)).toEqual([]);
  });

  test("its value", () => {
    const sizes: Record<string, number> = { h: 7, b: 2 };
    expect(evaluateDim(dim("b*floor((h - 3)/2) + 1"), (symbol) => sizes[symbol])).toBe(5);
    expect(() => evaluateDim("w", (symbol) => sizes[symbol])).toThrow('the size "w" has no value here');
  });

  test("its terms, for code that computes it when the graph runs", () => {
    expect(dimTerms(dim("2*b*floor(h/4) - 1"))).toEqual([
      { coefficient: 2, factors: [{ symbol: "b" }, { numerator: "h", divisor: 4 }] },
      { coefficient: -1, factors: [] },
    ]);
  });
});

fc.configureGlobal({ seed: 20, numRuns: 300 });

const symbols = ["a", "b", "c"];
const small = fc.integer({ min: -4, max: 4 });

/** An expression, and what it stands for at given sizes. */
interface Expression {
  readonly dim: Dim;
  readonly value: (sizes: Readonly<Record<string, number>>) => number;
}

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  fc
    .constantFrom(...symbols)
    .map((symbol) => ({ dim: symbol, value: (sizes: Record<string, number>) => sizes[symbol]! })),
  small.map((n) => ({ dim: n, value: () => n })),
);

type Sizes = Parameters<Expression["value"]>[0];

const combined = (of: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> =>
  fc.oneof(
    fc.tuple(of, of).map(([x, y]) => ({ dim: addDims(x.dim, y.dim), value: (s: Sizes) => x.value(s) + y.value(s) })),
    fc
      .tuple(of, of)
      .map(([x, y]) => ({ dim: subtractDims(x.dim, y.dim), value: (s: Sizes) => x.value(s) - y.value(s) })),
    fc
      .tuple(of, of)
      .map(([x, y]) => ({ dim: multiplyDims(x.dim, y.dim), value: (s: Sizes) => x.value(s) * y.value(s) })),
  );

const floored = (of: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> =>
  fc
    .tuple(of, fc.integer({ min: 1, max: 8 }))
    .map(([x, n]) => ({ dim: floorDivide(x.dim, n), value: (s) => Math.floor(x.value(s) / n) }));

const polynomial = combined(fc.oneof(leaf, combined(leaf)));
const expression = fc.oneof(polynomial, floored(polynomial), combined(floored(combined(leaf))), floored(floored(leaf)));
const sizes = fc.record({ a: fc.nat(50), b: fc.nat(50), c: fc.nat(50) });

describe("for every expression", () => {
  test("the text stands for the value", () => {
    fc.assert(
      fc.property(expression, sizes, (x, s) => {
        expect(evaluateDim(x.dim, (symbol) => s[symbol as "a"])).toBe(x.value(s) + 0);
      }),
    );
  });

  test("the text is its own canonical form", () => {
    fc.assert(fc.property(expression, (x) => expect(dim(x.dim)).toBe(x.dim)));
  });

  test("without a floor, texts are equal exactly where values are equal for all sizes", () => {
    const points = fc.sample(sizes, { numRuns: 40, seed: 1 });
    fc.assert(
      fc.property(polynomial, polynomial, (x, y) => {
        expect(x.dim === y.dim).toBe(points.every((s) => x.value(s) === y.value(s)));
      }),
    );
  });

  test("a product divides by its factors", () => {
    fc.assert(
      fc.property(polynomial, polynomial, (x, y) => {
        fc.pre(y.dim !== 0);
        expect(divideDims(multiplyDims(x.dim, y.dim), y.dim)).toBe(x.dim);
      }),
    );
  });

  test("floor(a*x / a*n) is floor(x / n)", () => {
    fc.assert(
      fc.property(polynomial, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), (x, a, n) => {
        expect(floorDivide(multiplyDims(a, x.dim), a * n)).toBe(floorDivide(x.dim, n));
      }),
    );
  });
});

describe("the smaller of two sizes", () => {
  test.each([
    [3, 5, 3],
    ["s", "s + 2", "s"],
    ["s - 1", "s", "s - 1"],
    ["s", 3, "min(3, s)"],
    [3, "s", "min(3, s)"],
    ["p + s", "s", "min(p + s, s)"],
  ])("min(%s, %s) is %s", (a, b, expected) => {
    expect(minDims(a, b)).toBe(expected);
  });

  test("takes part in arithmetic, and can be read back", () => {
    const rest = subtractDims("s", minDims("s", 3));
    expect(rest).toBe("-min(3, s) + s");
    expect(dim(rest)).toBe(rest);
    expect(addDims(rest, minDims(3, "s"))).toBe("s");
    expect([2, 7].map((s) => evaluateDim(rest, () => s))).toEqual([0, 4]);
    expect(dimSymbols(rest)).toEqual(["s"]);
  });
});
