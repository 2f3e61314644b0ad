import { applyBinary, binary, binaryReference } from "../operators/elementwise.ts";

export const Or = binary({
  name: "Or",
  since: 13,
});

export const or = applyBinary(Or);

export const OrReference = binaryReference(Or, {
  doc: "Whether one is true.",
  f: (a, b) => a | b,
  sample: {
    inputs: [
      { dtype: "bool", shape: ["n", 3] },
      { dtype: "bool", shape: [3] },
    ],
  },
});
