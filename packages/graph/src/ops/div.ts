import { applyBinary, binary, binaryReference, isInteger } from "../operators/elementwise.ts";
import { type Dim, dimTerms, divideDims, floorDivide } from "../types/dim.ts";

/** Truncating is rounding down where nothing is negative. */
function quotient(a: Dim, b: Dim): Dim | undefined {
  if (typeof b !== "number" || b <= 0) return undefined;
  const isNegative = dimTerms(a).some(({ coefficient }) => coefficient < 0);
  return divideDims(a, b) ?? (isNegative ? undefined : floorDivide(a, b));
}

export const Div = binary({
  name: "Div",
  since: 13,
  sizes: quotient,
});

export const div = applyBinary(Div);

export const DivReference = binaryReference(Div, {
  doc: "Quotient, with broadcasting; of integers it is truncated.",
  f: (a, b, dtype) => (isInteger(dtype) ? Math.trunc(a / b) : a / b),
});
