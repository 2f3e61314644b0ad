import { applyVariadic, variadic, variadicReference } from "../operators/variadic.ts";

export const Mean = variadic({
  name: "Mean",
  since: 13,
  output: "mean",
});

export const mean = applyVariadic(Mean);

export const MeanReference = variadicReference(Mean, {
  doc: "The mean of the inputs, element by element, with broadcasting.",
  f: (a, b) => a + b,
  finish: (total, count) => total / count,
});
