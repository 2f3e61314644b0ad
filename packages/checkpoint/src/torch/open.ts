import { type ByteSource, readRange } from "../byte-source.ts";
import { UnsupportedFormatError } from "../errors.ts";
import type { WeightsFile } from "../safetensors/open.ts";
import { fileSignature, lfsAdvice, SIGNATURE_LENGTH } from "../signature.ts";
import { openTorchLegacy } from "./legacy-file.ts";
import { openTorchZip } from "./zip-file.ts";

/** Reads the state dict of a file that `torch.save` wrote; no code of it is run. */
export async function openTorch(source: ByteSource): Promise<WeightsFile> {
  const file = source.name;
  const signature = fileSignature(await readRange(source, 0, Math.min(source.size, SIGNATURE_LENGTH)));
  if (signature === "zip") return { tensors: await openTorchZip(source), metadata: {} };
  if (signature === "pickle") return { tensors: await openTorchLegacy(source), metadata: {} };
  if (signature === "git-lfs pointer") throw new UnsupportedFormatError({ file, ...lfsAdvice });
  throw new UnsupportedFormatError({
    file,
    problem: signature === "tar" ? "PyTorch's tar format (before 0.1.10)" : "not a file that torch.save wrote",
    expected: "a zip archive or a pickle of PyTorch",
    found: signature === "unknown" ? "other bytes" : `a file of the kind ${signature}`,
    advice:
      signature === "safetensors"
        ? "Give it a name that ends in .safetensors."
        : "Fetch the file again, or save the model as safetensors.",
  });
}
