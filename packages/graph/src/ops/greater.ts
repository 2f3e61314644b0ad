import { applyBinary, binary } from "../operators/elementwise.ts";

export const Greater = binary({
  name: "Greater",
  since: 13,
  doc: "Whether a is above b.",
  f: (a, b) => (a > b ? 1 : 0),
  result: "bool",
});

export const greater = applyBinary(Greater);
