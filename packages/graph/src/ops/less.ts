import { applyBinary, binary } from "../operators/elementwise.ts";

export const Less = binary({
  name: "Less",
  since: 13,
  doc: "Whether a is below b.",
  f: (a, b) => (a < b ? 1 : 0),
  result: "bool",
});

export const less = applyBinary(Less);
