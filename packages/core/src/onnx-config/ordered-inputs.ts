import type { AxesByName } from "../tasks/axes.ts";

/**
 * The inputs in the order of a model's parameters (upstream: the signature of `forward`), those that no parameter
 * takes left out. A parameter `past_key_values` takes `past_key_values.0.key` and all others that begin so.
 */
export function orderInputs(inputs: AxesByName, parameters: readonly string[]): AxesByName {
  const names = parameters.flatMap((parameter) =>
    Object.keys(inputs).filter((name) => name === parameter || name.startsWith(`${parameter}.`)),
  );
  return Object.fromEntries(names.map((name) => [name, inputs[name]!]));
}

/** The same entries under other names. */
export const renameInputs = (inputs: AxesByName, names: Readonly<Record<string, string>>): AxesByName =>
  Object.fromEntries(Object.entries(inputs).map(([name, axes]) => [names[name] ?? name, axes]));
