import { encodeSafetensors } from "@transonnx/checkpoint";
import type { NDArray, NumericData } from "@transonnx/graph";
import type { Golden } from "./golden.ts";
import { goldenTensors } from "./golden-arrays.ts";

/** Checkpoints hold no strings. */
type NumericArray = { dtype: Exclude<NDArray["dtype"], "string">; shape: readonly number[]; data: NumericData };

/** The files of a golden's checkpoint: config.json and the weights. */
export function goldenFiles(golden: Golden): Record<string, Uint8Array | string> {
  const tensors = [...goldenTensors(golden)] as [string, NumericArray][];
  return { "config.json": JSON.stringify(golden.config), "model.safetensors": encodeSafetensors(tensors) };
}
