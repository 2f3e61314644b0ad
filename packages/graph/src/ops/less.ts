import { applyBinary, binary, binaryReference } from "../operators/elementwise.ts";

export const Less = binary({
  name: "Less",
  since: 13,
  result: "bool",
});

export const less = applyBinary(Less);

export const LessReference = binaryReference(Less, {
  doc: "Whether a is below b.",
  f: (a, b) => (a < b ? 1 : 0),
});
