import { addRow } from "../kernels/row.ts";
import { applyBinary, binary, binaryReference } from "../operators/elementwise.ts";
import { addDims } from "../types/dim.ts";

export const Add = binary({
  name: "Add",
  since: 13,
  sizes: addDims,
});

export const add = applyBinary(Add);

export const AddReference = binaryReference(Add, {
  doc: "Sum, with broadcasting.",
  f: (a, b) => a + b,
  row: addRow,
});
