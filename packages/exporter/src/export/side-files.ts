import type { ByteSource, Folder } from "@transonnx/checkpoint";
import { copyInto, type OutputFolder } from "../outputs/output-folder.ts";

/**
 * What a user of the model reads besides the model. Files of sentence-transformers (modules.json, 1_Pooling) are left
 * out: they describe a pooling that the exported file does not have.
 */
const NAMES = new Set([
  "config.json",
  "generation_config.json",
  "tokenizer.json",
  "tokenizer_config.json",
  "special_tokens_map.json",
  "added_tokens.json",
  "vocab.txt",
  "vocab.json",
  "merges.txt",
  "bpe.codes",
  "preprocessor_config.json",
  "processor_config.json",
  "chat_template.json",
  "chat_template.jinja",
]);
/** `sentencepiece.bpe.model`, `spiece.model`, `tokenizer.model`. */
const SENTENCEPIECE = /^[\w-][\w.-]*\.model$/;

/** The largest tokenizer.json files take some 35 MB. */
export const MAX_SIDE_FILE_BYTES = 128 * 1024 * 1024;

export const isSideFile = (name: string): boolean => NAMES.has(name) || SENTENCEPIECE.test(name);

export interface SideFiles {
  readonly copied: readonly { readonly file: string; readonly bytes: number }[];
  /** Files of the right names that are too large to be what their names say. */
  readonly left: readonly string[];
}

/** Finds the side files of a checkpoint, and copies them where an output is given. */
export async function sideFiles(folder: Folder, output?: OutputFolder): Promise<SideFiles> {
  const copied: { file: string; bytes: number }[] = [];
  const left: string[] = [];
  for (const file of (await folder.list()).filter(isSideFile)) {
    const source: ByteSource | undefined = await folder.open(file);
    if (!source) continue;
    try {
      if (source.size > MAX_SIDE_FILE_BYTES) {
        left.push(file);
        continue;
      }
      if (output) await copyInto(output, file, source);
      copied.push({ file, bytes: source.size });
    } finally {
      await source.close?.();
    }
  }
  return { copied, left };
}
