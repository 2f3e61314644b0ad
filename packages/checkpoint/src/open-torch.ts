import type { ByteSource } from "./byte-source.ts";
import type { WeightsFile } from "./safetensors/open.ts";

/**
 * Reads the state dict of a file that `torch.save` wrote; no code of it is run. The format is half of this package's code, and
 * most checkpoints are safetensors: it is loaded when it is met.
 */
export async function openTorch(source: ByteSource): Promise<WeightsFile> {
  const format = await import("./torch/open.ts");
  return format.openTorch(source);
}
