import { subtractRow } from "../kernels/row.ts";
import { applyBinary, binary } from "../operators/elementwise.ts";
import { subtractDims } from "../types/dim.ts";

export const Sub = binary({
  name: "Sub",
  since: 13,
  doc: "Difference, with broadcasting.",
  f: (a, b) => a - b,
  row: subtractRow,
  sizes: subtractDims,
});

export const sub = applyBinary(Sub);
