import type { NDArray } from "@transonnx/graph";
import { ReferenceArraysError } from "../errors.ts";

/** Inputs and the outputs that they must give, made elsewhere. */
export interface ReferenceCase {
  readonly name: string;
  readonly inputs: Readonly<Record<string, NDArray>>;
  readonly outputs: Readonly<Record<string, NDArray>>;
}

/**
 * Sorts arrays into cases by their names: `inputs.<name>` and `outputs.<name>`, with `<case>/` before them where there are
 * several cases. Plain names are those of inputs or outputs where the model has only one of the two under it. Throws
 * ReferenceArraysError.
 */
export function referenceCases(
  arrays: Iterable<readonly [string, NDArray]>,
  inputNames: readonly string[],
  outputNames: readonly string[],
): readonly ReferenceCase[] {
  const cases = new Map<string, { inputs: Record<string, NDArray>; outputs: Record<string, NDArray> }>();
  for (const [key, array] of arrays) {
    const slash = key.lastIndexOf("/");
    const [name, rest] = [slash < 0 ? "reference" : key.slice(0, slash), key.slice(slash + 1)];
    const { side, value } = sideOf(rest, key, inputNames, outputNames);
    const one = cases.get(name) ?? { inputs: {}, outputs: {} };
    cases.set(name, one);
    if (one[side][value])
      throw new ReferenceArraysError(`two arrays are ${side}.${value}`, { where: name, found: key });
    one[side][value] = array;
  }
  if (cases.size === 0)
    throw new ReferenceArraysError("there are no arrays", { expected: "inputs.<name> and outputs.<name>" });
  return [...cases].map(([name, one]) => ({ name, ...one }));
}

function sideOf(name: string, key: string, inputNames: readonly string[], outputNames: readonly string[]) {
  const [, side, value] = /^(inputs|outputs)\.(.+)$/.exec(name) ?? [];
  if (side && value) return { side: side as "inputs" | "outputs", value };
  const [isInput, isOutput] = [inputNames.includes(name), outputNames.includes(name)];
  if (isInput !== isOutput) return { side: isInput ? "inputs" : "outputs", value: name } as const;
  throw new ReferenceArraysError(isInput ? "an array may be an input or an output" : "an array is no input or output", {
    where: key,
    expected: `inputs.<name> with one of ${inputNames.join(", ")}, or outputs.<name> with one of ${outputNames.join(", ")}`,
    advice: "Rename it in the reference file, or leave it out",
  });
}
