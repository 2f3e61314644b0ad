import { applyVariadic, variadic, variadicReference } from "../operators/variadic.ts";

export const Max = variadic({
  name: "Max",
  since: 13,
  output: "max",
});

export const max = applyVariadic(Max);

export const MaxReference = variadicReference(Max, {
  doc: "The largest of the inputs, element by element, with broadcasting.",
  f: Math.max,
});
