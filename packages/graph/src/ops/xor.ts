import { applyBinary, binary, binaryReference } from "../operators/elementwise.ts";

export const Xor = binary({
  name: "Xor",
  since: 13,
});

export const xor = applyBinary(Xor);

export const XorReference = binaryReference(Xor, {
  doc: "Whether one is true and the other is not.",
  f: (a, b) => a ^ b,
  sample: {
    inputs: [
      { dtype: "bool", shape: ["n", 3] },
      { dtype: "bool", shape: [3] },
    ],
  },
});
