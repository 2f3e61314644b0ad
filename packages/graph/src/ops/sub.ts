import { applyBinary, binary } from "../operators/elementwise.ts";
import { subtractDims } from "../types/dim.ts";

export const Sub = binary({
  name: "Sub",
  since: 13,
  doc: "Difference, with broadcasting.",
  f: (a, b) => a - b,
  sizes: subtractDims,
});

export const sub = applyBinary(Sub);
