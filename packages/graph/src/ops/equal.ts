import { applyBinary, binary, binaryReference } from "../operators/elementwise.ts";

export const Equal = binary({
  name: "Equal",
  since: 13,
  result: "bool",
});

export const equal = applyBinary(Equal);

export const EqualReference = binaryReference(Equal, {
  doc: "Whether a and b are equal.",
  f: (a, b) => (a === b ? 1 : 0),
});
