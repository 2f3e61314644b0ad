import { describe, expect, test } from "@jest/globals";
import { cos, evaluate, input, print, sin } from "@transonnx/graph";
import { modelFor, runIn, runtimeNames } from "../../test/onnx-runtimes.ts";
import { targetOf } from "../lowering/targets.ts";
import { mergeEqual } from "./merge-equal.ts";
import { usePolynomialSinCos } from "./polynomial-sin-cos.ts";
import { rewrite } from "./rewrite.ts";

const x = input("x", { dtype: "float32", shape: ["n"] });
const waves = { cos: cos(x), sin: sin(x) };
const written = rewrite(rewrite(waves, usePolynomialSinCos), mergeEqual());

test("a cosine and a sine share the reduction of their angle", () => {
  expect(print(written)).toMatchInlineSnapshot(`
"%0 = Mul(x, 0.31831) : float32[n]
%1 = Add(%0, 0.5) : float32[n]
%2 = Floor(%1) : float32[n]
%3 = Mul(%2, 3.14063) : float32[n]
%4 = Sub(x, %3) : float32[n]
%5 = Mul(%2, 0.000968933) : float32[n]
%6 = Sub(%4, %5) : float32[n]
%7 = Mul(%2, -0.00000127952) : float32[n]
%8 = Sub(%6, %7) : float32[n]
%9 = Mul(%8, %8) : float32[n]
%10 = Mul(%9, -2.59855e-7) : float32[n]
%11 = Add(%10, 0.0000247568) : float32[n]
%12 = Mul(%11, %9) : float32[n]
%13 = Add(%12, -0.00138883) : float32[n]
%14 = Mul(%13, %9) : float32[n]
%15 = Add(%14, 0.0416666) : float32[n]
%16 = Mul(%15, %9) : float32[n]
%17 = Add(%16, -0.5) : float32[n]
%18 = Mul(%17, %9) : float32[n]
%19 = Add(%18, 1) : float32[n]
%20 = Mul(%2, 0.5) : float32[n]
%21 = Floor(%20) : float32[n]
%22 = Sub(%20, %21) : float32[n]
%23 = Mul(%22, 4) : float32[n]
%24 = Sub(1, %23) : float32[n]
%25 = Mul(%19, %24) : float32[n]
%26 = Mul(%9, 0.00000259043) : float32[n]
%27 = Add(%26, -0.000198022) : float32[n]
%28 = Mul(%27, %9) : float32[n]
%29 = Add(%28, 0.00833295) : float32[n]
%30 = Mul(%29, %9) : float32[n]
%31 = Add(%30, -0.166667) : float32[n]
%32 = Mul(%31, %9) : float32[n]
%33 = Mul(%8, %32) : float32[n]
%34 = Add(%8, %33) : float32[n]
%35 = Mul(%34, %24) : float32[n]
cos = %25
sin = %35"
`);
});

test("other precisions keep their operators", () => {
  const half = { y: sin(input("x", { dtype: "float16", shape: ["n"] })) };
  expect(rewrite(half, usePolynomialSinCos)).toEqual(half);
});

const every = (count: number, step: number) => Float32Array.from({ length: count }, (_, i) => i * step);
const angles = {
  "up to pi": every(40_001, Math.PI / 40_000),
  "below 0": every(40_001, -6.5),
  "whole numbers up to 2^18": every(52_430, 5),
  "fractions up to 2^18": every(50_000, 5.2428),
  "beside multiples of pi/4 up to 2^18": every(47_600, 7 * (Math.PI / 4)),
};

const furthest = (found: Float32Array, from: Float32Array, f: (angle: number) => number) =>
  from.reduce((worst, angle, i) => Math.max(worst, Math.abs(found[i]! - f(angle))), 0);

describe.each(Object.entries(angles))("within 2e-7: angles %s", (_, data) => {
  const arrays = { x: { dtype: "float32", shape: [data.length], data } } as const;
  const expectBoth = (foundCos: unknown, foundSin: unknown) => {
    expect(furthest(foundCos as Float32Array, data, Math.cos)).toBeLessThan(2e-7);
    expect(furthest(foundSin as Float32Array, data, Math.sin)).toBeLessThan(2e-7);
  };

  test("evaluated", async () => {
    const [foundCos, foundSin] = await evaluate([written.cos!, written.sin!], { inputs: arrays });
    expectBoth(foundCos!.data, foundSin!.data);
  });

  test.each(runtimeNames)("in %s", async (runtime) => {
    const model = modelFor(targetOf("web"), { x }, waves);
    expect(model.graph.nodes.map(({ opType }) => opType)).not.toContain("Sin");
    const found = await runIn(runtime, model, arrays);
    expectBoth(found.cos!.data, found.sin!.data);
  });
});

test("no angle is no turn, and what is not finite is no number", async () => {
  const data = Float32Array.of(0, Number.POSITIVE_INFINITY, Number.NaN);
  const [foundCos, foundSin] = await evaluate([written.cos!, written.sin!], {
    inputs: { x: { dtype: "float32", shape: [3], data } },
  });
  expect([...(foundCos!.data as Float32Array)]).toEqual([1, Number.NaN, Number.NaN]);
  expect([...(foundSin!.data as Float32Array)]).toEqual([0, Number.NaN, Number.NaN]);
});
