import { applyBinary, binary, isInteger } from "../operators/elementwise.ts";

export const Div = binary({
  name: "Div",
  since: 13,
  doc: "Quotient, with broadcasting; of integers it is truncated.",
  f: (a, b, dtype) => (isInteger(dtype) ? Math.trunc(a / b) : a / b),
});

export const div = applyBinary(Div);
