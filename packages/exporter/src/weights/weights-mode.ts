import { OptionError } from "@transonnx/core";
import { MAX_MODEL_BYTES } from "@transonnx/onnx";

/**
 * Where an ONNX file's weights lie. `embed`: in it, which ends at 2 GiB. `external`: in one file beside it,
 * `<file>_data`. `link`: in the checkpoint's own safetensors files, which come beside it under a further name; what
 * they do not hold as the graph needs it goes to `<file>_data`.
 */
export type WeightsMode = "embed" | "external" | "link";

/** Where weights may be written: `embed`, `external` or `link`. */
export const weightsModes: readonly WeightsMode[] = ["embed", "external", "link"];

/** How large a file with embedded weights is: an estimate by its weights alone, and the exact size, which takes a while. */
export interface EmbeddedSize {
  readonly weights: number;
  exact(): number;
}

/**
 * The mode of a file of which a mode may be wanted; by default `embed` where that is possible, else `external`. Throws
 * OptionError.
 */
export function weightsModeOf(wanted: WeightsMode | undefined, size: EmbeddedSize): WeightsMode {
  if (wanted !== undefined && !weightsModes.includes(wanted))
    throw new OptionError({ where: "exportModel", option: "weights", value: wanted, allowed: weightsModes });
  if (wanted !== undefined && wanted !== "embed") return wanted;
  const fits = size.weights < MAX_MODEL_BYTES / 2 || size.exact() <= MAX_MODEL_BYTES;
  if (fits || wanted === undefined) return fits ? "embed" : "external";
  throw new OptionError({
    where: "exportModel",
    option: "weights",
    value: wanted,
    expected: `a model of at most ${MAX_MODEL_BYTES} bytes, as an ONNX file ends there, and this one takes ${size.exact()}`,
    advice: 'Write the weights beside it: "external", or "link" to use the checkpoint\'s own file',
  });
}
