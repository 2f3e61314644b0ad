import { type Checkpoint, canCast, castChunks } from "@transonnx/checkpoint";
import { MissingTensorError } from "@transonnx/core";
import type { DType, NDArray } from "@transonnx/graph";
import { toTensor } from "@transonnx/onnx";
import { castLength } from "./parameter-data.ts";

/** A checkpoint's tensor in memory, as the reference evaluates it: every float is float32. Throws MissingTensorError. */
export async function readParameter({ tensors }: Checkpoint, name: string): Promise<NDArray> {
  const stored = tensors.get(name);
  if (!stored) throw new MissingTensorError({ tensor: name, tensors: tensors.keys() });
  const dtype = canCast(stored.dtype, "float32") ? "float32" : (stored.dtype as Exclude<DType, "string">);
  const data = new Uint8Array(castLength(stored, dtype));
  let at = 0;
  for await (const chunk of castChunks(stored.dtype, dtype, stored.chunks())) {
    data.set(chunk, at);
    at += chunk.byteLength;
  }
  return toTensor({ name, dtype, shape: stored.shape, data }) as NDArray;
}
