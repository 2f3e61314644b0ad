import { showType, type Tensor } from "@transonnx/graph";
import { preprocessedSizes } from "./preprocessed-sizes.ts";
import { PreprocessorError } from "./preprocessor-error.ts";
import type { Preprocessor } from "./read-preprocessors.ts";

/** The inputs of a graph. */
export interface GraphInputs {
  readonly inputs: Readonly<Record<string, Tensor>>;
}

/**
 * Throws PreprocessorError where a checkpoint's preprocessor makes an input of another size than a graph has. Axes whose size
 * is free at run time take what comes.
 */
export function checkPreprocessors(preprocessors: readonly Preprocessor[], graphs: readonly GraphInputs[]): void {
  for (const { file, path, fields } of preprocessors)
    for (const { input, axis, size, fields: names, says } of preprocessedSizes(fields))
      for (const { inputs } of graphs) {
        const type = inputs[input]?.type;
        const wanted = type?.shape[axis];
        if (typeof wanted !== "number" || wanted === size) continue;
        throw new PreprocessorError({
          file,
          fields: names.map((name) => path + name),
          says,
          expected: `${wanted}, as ${input} has: ${showType(type!)}`,
        });
      }
}
