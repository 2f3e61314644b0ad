import { subtractRow } from "../kernels/row.ts";
import { applyBinary, binary, binaryReference } from "../operators/elementwise.ts";
import { subtractDims } from "../types/dim.ts";

export const Sub = binary({
  name: "Sub",
  since: 13,
  sizes: subtractDims,
});

export const sub = applyBinary(Sub);

export const SubReference = binaryReference(Sub, {
  doc: "Difference, with broadcasting.",
  f: (a, b) => a - b,
  row: subtractRow,
});
