import { applyVariadic, variadic } from "../operators/variadic.ts";

export const Sum = variadic({
  name: "Sum",
  since: 13,
  doc: "The sum of the inputs, element by element, with broadcasting.",
  output: "sum",
  f: (a, b) => a + b,
});

export const sum = applyVariadic(Sum);
