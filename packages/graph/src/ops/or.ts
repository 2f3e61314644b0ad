import { applyBinary, binary } from "../operators/elementwise.ts";

export const Or = binary({
  name: "Or",
  since: 13,
  doc: "Whether one is true.",
  f: (a, b) => a | b,
  sample: {
    inputs: [
      { dtype: "bool", shape: ["n", 3] },
      { dtype: "bool", shape: [3] },
    ],
  },
});

export const or = applyBinary(Or);
