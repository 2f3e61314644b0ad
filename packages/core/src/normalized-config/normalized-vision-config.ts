import { type Both, bothOf } from "../config/fields.ts";
import { type AttributePaths, NormalizedConfig } from "./normalized-config.ts";

/** What vision models have in common. */
export class NormalizedVisionConfig extends NormalizedConfig {
  static override readonly attributes: AttributePaths = {
    image_size: "image_size",
    num_channels: "num_channels",
    input_size: "input_size",
  };
}

/** Channels of a picture: `num_channels`, or the first of `input_size`. Undefined where the config has neither. */
export function numChannelsOf(normalized: NormalizedConfig): number | undefined {
  if (normalized.has("num_channels")) return normalized.getNumber("num_channels");
  return normalized.has("input_size") ? (normalized.get("input_size") as readonly number[])[0] : undefined;
}

/** Height and width of the pictures that the model was made for. Undefined where the config says nothing. */
export function imageSizeOf(normalized: NormalizedConfig): readonly [height: number, width: number] | undefined {
  if (normalized.has("image_size")) return bothOf(normalized.get("image_size") as Both);
  if (!normalized.has("input_size")) return undefined;
  const [, height, width] = normalized.get("input_size") as readonly number[];
  return [height!, width!];
}
