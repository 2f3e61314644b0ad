import { applyVariadic, variadic, variadicReference } from "../operators/variadic.ts";

export const Sum = variadic({
  name: "Sum",
  since: 13,
  output: "sum",
});

export const sum = applyVariadic(Sum);

export const SumReference = variadicReference(Sum, {
  doc: "The sum of the inputs, element by element, with broadcasting.",
  f: (a, b) => a + b,
});
