import { type Dim, dim, dimSymbols } from "@transonnx/graph";
import type { OnnxConfig } from "./onnx-config.ts";

/**
 * Tells the sizes of an output as its file declares them: under the configuration's name where that is true. A size that is always
 * the same, such as a config's `num_queries`, is that number. A name that inputs have as well stands for their size alone, as
 * runtimes reuse memory by it; where the output's size is another, it is written as what it is computed by:
 * `floor((height)/16)`.
 */
export function outputSizes(onnxConfig: OnnxConfig): (name: string, sizes: readonly Dim[]) => Dim[] {
  const { outputs } = onnxConfig;
  const ofInputs = inputSymbols(onnxConfig);
  return (name, sizes) =>
    sizes.map((size, axis) => {
      const named = outputs[name]?.[axis];
      if (named === undefined || typeof size === "number") return size;
      return dim(named) === size || dimSymbols(named).some((symbol) => !ofInputs.has(symbol)) ? named : size;
    });
}

/** The symbols that the sizes of the ONNX model's inputs are written in. */
export const inputSymbols = ({ onnxInputs }: OnnxConfig): ReadonlySet<string> =>
  new Set(Object.values(onnxInputs).flatMap((axes) => Object.values(axes).flatMap(dimSymbols)));
