import { applyBinary, binary } from "../operators/elementwise.ts";

export const GreaterOrEqual = binary({
  name: "GreaterOrEqual",
  since: 13,
  doc: "Whether a is not below b.",
  f: (a, b) => (a >= b ? 1 : 0),
  result: "bool",
});

export const greaterOrEqual = applyBinary(GreaterOrEqual);
