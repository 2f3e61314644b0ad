import { applyBinary, binary } from "../operators/elementwise.ts";

export const Equal = binary({
  name: "Equal",
  since: 13,
  doc: "Whether a and b are equal.",
  f: (a, b) => (a === b ? 1 : 0),
  result: "bool",
});

export const equal = applyBinary(Equal);
