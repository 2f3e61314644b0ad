import { imageSizeOf, type NormalizedConfig } from "@transonnx/core";
import type { GraphInputs } from "./check-preprocessors.ts";
import { preprocessedSizes } from "./preprocessed-sizes.ts";
import type { Preprocessor } from "./read-preprocessors.ts";

interface NotedGraph extends GraphInputs {
  readonly onnxConfig: { readonly normalizedConfig: NormalizedConfig };
}

/**
 * What a user may want to know of a checkpoint's preprocessors, in sentences: a model of pictures takes those of other sizes than
 * it was made for, which is what some checkpoints want and others have by mistake.
 */
export function preprocessorNotes(
  preprocessors: readonly Preprocessor[],
  graphs: readonly NotedGraph[],
): readonly string[] {
  const reader = graphs.find(({ inputs }) => inputs.pixel_values);
  const trained = reader && imageSizeOf(reader.onnxConfig.normalizedConfig);
  if (!trained) return [];
  const notes: string[] = [];
  for (const { file, fields } of preprocessors) {
    const sizes = preprocessedSizes(fields).filter(({ input }) => input === "pixel_values");
    const [height, width] = [2, 3].map((axis) => sizes.find((size) => size.axis === axis)?.size);
    if (height === undefined || width === undefined || (height === trained[0] && width === trained[1])) continue;
    notes.push(
      `${file} makes pictures of ${height} x ${width}, and the image_size of config.json is ${trained.join(" x ")}: ` +
        "the model takes both.",
    );
  }
  return notes;
}
