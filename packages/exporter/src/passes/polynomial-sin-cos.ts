import { add, Cos, floor, mul, Sin, scoped, sub, type Tensor } from "@transonnx/graph";
import type { Pass } from "./rewrite.ts";
import { isSame } from "./same-operator.ts";

/**
 * WGSL lets sin and cos be wrong by 2^-11 up to pi and by anything beyond, and rotary angles are as large as a text is
 * long (https://www.w3.org/TR/WGSL/#floating-point-accuracy). Sums and products it rounds correctly. What is written
 * instead is wrong by less than 2e-7 for angles up to 2^18.
 */
export const usePolynomialSinCos: Pass = {
  doc: "Sin and Cos of float32 become sums and products, which are as exact in WebGPU as elsewhere.",
  node({ op, inputs: [x], scope }) {
    if ((!isSame(op, Sin) && !isSame(op, Cos)) || x!.type.dtype !== "float32") return undefined;
    return scoped(scope, () => {
      const { turns, rest } = halfTurns(x!);
      return [mul(isSame(op, Sin) ? sine(rest) : cosine(rest), sign(turns))];
    });
  },
};

/**
 * Pi as the first 8 bits, the next 8 bits and the rest: a count of up to 2^16 times one of the first two is exact in
 * float32, and so is what is left when it is taken away, whether or not a driver fuses the two (Cody and Waite, Software
 * Manual for the Elementary Functions, 1980).
 */
const PI = [3.140625, 0.00096893310546875, -1.279515686292143e-6] as const;

/** x = pi * turns + rest, with rest between -1.62 and 1.62: a little beyond pi/2, as turns are chosen in float32. */
function halfTurns(x: Tensor): { turns: Tensor; rest: Tensor } {
  const turns = floor(add(mul(x, 1 / Math.PI), 0.5));
  return { turns, rest: PI.reduce((left, part) => sub(left, mul(turns, part)), x) };
}

/** 1 after an even number of half turns, -1 after an odd one. */
function sign(turns: Tensor): Tensor {
  const half = mul(turns, 0.5);
  return sub(1, mul(sub(half, floor(half)), 4));
}

// Least largest errors between -1.62 and 1.62: 6.5e-9 and 3.5e-10.
const SINE = [2.5904334961524e-6, -1.9802156020887196e-4, 8.332953788340092e-3, -0.16666653752326965] as const;
const COSINE = [
  -2.598547155230335e-7, 2.475677138136234e-5, -1.3888305984437466e-3, 0.04166663438081741, -0.5,
] as const;

function sine(x: Tensor): Tensor {
  const square = mul(x, x);
  return add(x, mul(x, timesPolynomial(square, SINE)));
}

const cosine = (x: Tensor): Tensor => add(timesPolynomial(mul(x, x), COSINE), 1);

/** x * p(x), of coefficients with the highest power first. */
const timesPolynomial = (x: Tensor, [highest, ...lower]: readonly number[]): Tensor =>
  lower.reduce((sum, coefficient) => mul(add(sum, coefficient), x), mul(x, highest!));
