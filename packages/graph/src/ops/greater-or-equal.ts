import { applyBinary, binary, binaryReference } from "../operators/elementwise.ts";

export const GreaterOrEqual = binary({
  name: "GreaterOrEqual",
  since: 13,
  result: "bool",
});

export const greaterOrEqual = applyBinary(GreaterOrEqual);

export const GreaterOrEqualReference = binaryReference(GreaterOrEqual, {
  doc: "Whether a is not below b.",
  f: (a, b) => (a >= b ? 1 : 0),
});
