import { applyVariadic, variadic } from "../operators/variadic.ts";
import { minDims } from "../types/dim.ts";

export const Min = variadic({
  name: "Min",
  since: 13,
  doc: "The smallest of the inputs, element by element, with broadcasting.",
  output: "min",
  f: Math.min,
  sizes: minDims,
});

export const min = applyVariadic(Min);
