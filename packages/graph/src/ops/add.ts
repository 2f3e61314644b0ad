import { applyBinary, binary } from "../operators/elementwise.ts";

export const Add = binary({
  name: "Add",
  since: 13,
  doc: "Sum, with broadcasting.",
  f: (a, b) => a + b,
});

export const add = applyBinary(Add);
