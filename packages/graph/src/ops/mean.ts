import { applyVariadic, variadic } from "../operators/variadic.ts";

export const Mean = variadic({
  name: "Mean",
  since: 13,
  doc: "The mean of the inputs, element by element, with broadcasting.",
  output: "mean",
  f: (a, b) => a + b,
  finish: (total, count) => total / count,
});

export const mean = applyVariadic(Mean);
