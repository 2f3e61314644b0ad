import { NumberOfInputsMatchError } from "@transonnx/core";
import type { PreparedExport } from "../prepare/prepare-export.ts";

/** What says which inputs a model takes. */
export type ModelWithInputs = Pick<PreparedExport, "parts">;

/**
 * Throws NumberOfInputsMatchError unless the model takes every one of the inputs: optimum's
 * `check_dummy_inputs_are_allowed`.
 */
export function checkDummyInputsAreAllowed(model: ModelWithInputs, dummyInputNames: Iterable<string>): void {
  const found = [...dummyInputNames];
  const [isMatch] = ensureModelAndConfigInputsMatch(model, found);
  if (isMatch) return;
  throw new NumberOfInputsMatchError({
    expected: inputsOf(model),
    found,
    where: "checkDummyInputsAreAllowed",
    advice: "Correct the inputs of the OnnxConfig, or its dummy input generators",
  });
}

/**
 * Whether the model takes every one of the inputs, and those that it takes in its own order: transformers'
 * `ensure_model_and_config_inputs_match`.
 */
export function ensureModelAndConfigInputsMatch(
  model: ModelWithInputs,
  modelInputs: Iterable<string>,
): readonly [isMatch: boolean, orderedInputs: readonly string[]] {
  const asked = new Set(modelInputs);
  const matching = inputsOf(model).filter((name) => asked.has(name));
  return [matching.length === asked.size, matching];
}

const inputsOf = ({ parts }: ModelWithInputs): readonly string[] => [
  ...new Set(parts.flatMap(({ graph }) => Object.keys(graph.inputs))),
];
