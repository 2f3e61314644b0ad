import { applyBinary, binary } from "../operators/elementwise.ts";

export const Sub = binary({
  name: "Sub",
  since: 13,
  doc: "Difference, with broadcasting.",
  f: (a, b) => a - b,
});

export const sub = applyBinary(Sub);
