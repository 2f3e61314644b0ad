import { applyVariadic, variadic } from "../operators/variadic.ts";

export const Max = variadic({
  name: "Max",
  since: 13,
  doc: "The largest of the inputs, element by element, with broadcasting.",
  output: "max",
  f: Math.max,
});

export const max = applyVariadic(Max);
