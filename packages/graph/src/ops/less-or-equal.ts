import { applyBinary, binary } from "../operators/elementwise.ts";

export const LessOrEqual = binary({
  name: "LessOrEqual",
  since: 13,
  doc: "Whether a is not above b.",
  f: (a, b) => (a <= b ? 1 : 0),
  result: "bool",
});

export const lessOrEqual = applyBinary(LessOrEqual);
