import type { ByteSource } from "../byte-source.ts";
import { contiguousTensor, type StoredTensor } from "../stored-tensor.ts";
import { readSafetensorsHeader } from "./header.ts";

/** The content of one weights file. */
export interface WeightsFile {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Reads the header of a safetensors file. */
export async function openSafetensors(source: ByteSource): Promise<WeightsFile> {
  const { tensors, metadata } = await readSafetensorsHeader(source);
  return {
    metadata,
    tensors: new Map(
      [...tensors].map(([name, { dtype, shape, offset, length }]) => [
        name,
        contiguousTensor(name, dtype, shape, { source, offset, length }),
      ]),
    ),
  };
}
