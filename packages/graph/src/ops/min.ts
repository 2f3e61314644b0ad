import { applyVariadic, variadic, variadicReference } from "../operators/variadic.ts";
import { minDims } from "../types/dim.ts";

export const Min = variadic({
  name: "Min",
  since: 13,
  output: "min",
  sizes: minDims,
});

export const min = applyVariadic(Min);

export const MinReference = variadicReference(Min, {
  doc: "The smallest of the inputs, element by element, with broadcasting.",
  f: Math.min,
});
