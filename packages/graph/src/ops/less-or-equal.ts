import { applyBinary, binary, binaryReference } from "../operators/elementwise.ts";

export const LessOrEqual = binary({
  name: "LessOrEqual",
  since: 13,
  result: "bool",
});

export const lessOrEqual = applyBinary(LessOrEqual);

export const LessOrEqualReference = binaryReference(LessOrEqual, {
  doc: "Whether a is not above b.",
  f: (a, b) => (a <= b ? 1 : 0),
});
