import { addRow } from "../kernels/row.ts";
import { applyBinary, binary } from "../operators/elementwise.ts";
import { addDims } from "../types/dim.ts";

export const Add = binary({
  name: "Add",
  since: 13,
  doc: "Sum, with broadcasting.",
  f: (a, b) => a + b,
  row: addRow,
  sizes: addDims,
});

export const add = applyBinary(Add);
