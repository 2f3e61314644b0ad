import { readSafetensorsArrays } from "@transonnx/checkpoint";
import { nodeFile } from "@transonnx/checkpoint/node";
import { OptionError } from "@transonnx/core";
import type { NDArray } from "@transonnx/graph";

export type ReferenceArrays = ReadonlyMap<string, NDArray>;

/** Reads inputs and outputs that were made elsewhere from a safetensors file. Throws CheckpointError and OptionError. */
export async function readReference(file: string): Promise<ReferenceArrays> {
  const source = await nodeFile(file);
  try {
    const arrays = await readSafetensorsArrays(source);
    for (const [name, { dtype }] of arrays)
      if (dtype.startsWith("float8"))
        throw new OptionError({
          where: file,
          option: "reference",
          value: name,
          expected: "arrays of element types that ONNX Runtime gives",
          advice: `Save "${name}" as float32 instead of ${dtype}`,
        });
    return arrays as ReadonlyMap<string, unknown> as ReferenceArrays;
  } finally {
    await source.close?.();
  }
}
