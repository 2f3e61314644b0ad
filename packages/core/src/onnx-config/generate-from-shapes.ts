import type { NDArray } from "@transonnx/graph";
import type { DummyDTypes, DummyInputGenerator } from "../dummy-inputs/dummy-input-generator.ts";
import { showNames } from "../errors/describe.ts";
import { TransonnxError } from "../errors/transonnx-error.ts";

/** Every input by the first generator that supports its name. */
export function generateFromShapes(
  where: string,
  inputNames: readonly string[],
  generators: readonly DummyInputGenerator[],
  dtypes: DummyDTypes,
): Record<string, NDArray> {
  const inputs = inputNames.map((name) => {
    const generator = generators.find((candidate) => candidate.supportsInput(name));
    if (generator) return [name, generator.generate(name, dtypes)];
    throw new TransonnxError(`no dummy input generator makes "${name}"`, {
      where,
      found: showNames(generators.map((candidate) => candidate.constructor.name)),
      advice: "Add one that supports it to the class's dummyInputGeneratorClasses",
    });
  });
  return Object.fromEntries(inputs);
}
