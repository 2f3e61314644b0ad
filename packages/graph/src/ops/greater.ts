import { applyBinary, binary, binaryReference } from "../operators/elementwise.ts";

export const Greater = binary({
  name: "Greater",
  since: 13,
  result: "bool",
});

export const greater = applyBinary(Greater);

export const GreaterReference = binaryReference(Greater, {
  doc: "Whether a is above b.",
  f: (a, b) => (a > b ? 1 : 0),
});
