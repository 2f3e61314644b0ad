import { type Checkpoint, type Folder, openCheckpoint, UnsupportedFormatError } from "@transonnx/checkpoint";
import { determineFramework } from "@transonnx/core";

/** Kinds of floats that say nothing without scales that lie elsewhere. */
const QUANTISED: readonly string[] = ["float8_e4m3fn", "float8_e5m2"];

/**
 * Opens a checkpoint's weights: those of the framework that is named ("pt", "safetensors"), else what is there,
 * safetensors first. Throws MissingWeightsError, OptionError and CheckpointError.
 */
export async function openWeights(folder: Folder, framework?: string): Promise<Checkpoint> {
  const checkpoint = await openCheckpoint(folder, await optionsFor(folder, framework));
  for (const { name, dtype, file } of checkpoint.tensors.values()) {
    if (!QUANTISED.includes(dtype)) continue;
    await checkpoint.close();
    throw new UnsupportedFormatError({
      file,
      tensor: name,
      problem: "its weights are quantised",
      expected: "float32, float16 or bfloat16",
      found: dtype,
      advice: "Export the original checkpoint.",
    });
  }
  return checkpoint;
}

async function optionsFor(
  folder: Folder,
  framework: string | undefined,
): Promise<Parameters<typeof openCheckpoint>[1]> {
  if (framework === undefined) return {};
  const chosen = determineFramework({ name: folder.name, files: await folder.list() }, framework);
  if (chosen === "safetensors") return { format: "safetensors" };
  return chosen === "pt" ? { format: "pytorch" } : { framework: chosen };
}
