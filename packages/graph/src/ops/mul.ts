import { applyBinary, binary } from "../operators/elementwise.ts";

export const Mul = binary({
  name: "Mul",
  since: 13,
  doc: "Product, with broadcasting.",
  f: (a, b) => a * b,
});

export const mul = applyBinary(Mul);
