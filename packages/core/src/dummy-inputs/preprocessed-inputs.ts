import type { NDArray } from "@transonnx/graph";
import type { PreprocessedInputs } from "./inputs-from-preprocessor.ts";
import type { PreprocessorDummyOptions } from "./preprocessor-options.ts";

/** `inputsFromPreprocessor`, which is loaded when a preprocessor is given: who exports in a page has none. */
export async function preprocessedInputs(
  inputs: PreprocessedInputs,
  options: PreprocessorDummyOptions,
): Promise<Record<string, NDArray>> {
  const { inputsFromPreprocessor } = await import("./inputs-from-preprocessor.ts");
  return inputsFromPreprocessor(inputs, options);
}
