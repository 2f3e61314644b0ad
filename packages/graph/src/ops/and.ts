import { applyBinary, binary } from "../operators/elementwise.ts";

export const And = binary({
  name: "And",
  since: 13,
  doc: "Whether both are true.",
  f: (a, b) => a & b,
  sample: {
    inputs: [
      { dtype: "bool", shape: ["n", 3] },
      { dtype: "bool", shape: [3] },
    ],
  },
});

export const and = applyBinary(And);
