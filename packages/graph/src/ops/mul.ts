import { multiplyRow } from "../kernels/row.ts";
import { applyBinary, binary, binaryReference } from "../operators/elementwise.ts";
import { multiplyDims } from "../types/dim.ts";

export const Mul = binary({
  name: "Mul",
  since: 13,
  sizes: multiplyDims,
});

export const mul = applyBinary(Mul);

export const MulReference = binaryReference(Mul, {
  doc: "Product, with broadcasting.",
  f: (a, b) => a * b,
  row: multiplyRow,
});
