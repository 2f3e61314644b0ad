import { applyBinary, binary, isInteger } from "../operators/elementwise.ts";
import { divideDims } from "../types/dim.ts";

export const Div = binary({
  name: "Div",
  since: 13,
  doc: "Quotient, with broadcasting; of integers it is truncated.",
  f: (a, b, dtype) => (isInteger(dtype) ? Math.trunc(a / b) : a / b),
  sizes: (a, b) => (typeof b === "number" && b > 0 ? divideDims(a, b) : undefined),
});

export const div = applyBinary(Div);
