import { applyBinary, binary, binaryReference } from "../operators/elementwise.ts";

export const And = binary({
  name: "And",
  since: 13,
});

export const and = applyBinary(And);

export const AndReference = binaryReference(And, {
  doc: "Whether both are true.",
  f: (a, b) => a & b,
  sample: {
    inputs: [
      { dtype: "bool", shape: ["n", 3] },
      { dtype: "bool", shape: [3] },
    ],
  },
});
