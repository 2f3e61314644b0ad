import { type ByteSource, type Folder, type JsonValue, memorySource } from "@transonnx/checkpoint";
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
  "normalizer.json",
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

export interface SideFile {
  readonly file: string;
  readonly bytes: number;
}

export interface SideFiles {
  readonly copied: readonly SideFile[];
  /** Those that the layout has made, some of them in the place of a checkpoint's. */
  readonly made: readonly SideFile[];
  /** Files of the right names that are too large to be what their names say. */
  readonly left: readonly string[];
}

/**
 * Finds the side files of a checkpoint, and copies them where an output is given; those of the layout, by path in the output,
 * are written in JSON.
 */
export async function sideFiles(
  folder: Folder,
  layoutFiles: Readonly<Record<string, JsonValue>>,
  output?: OutputFolder,
): Promise<SideFiles> {
  const copied: SideFile[] = [];
  const left: string[] = [];
  const made = Object.entries(layoutFiles).map(([file, value]) => [file, encodeJson(value)] as const);
  for (const [file, bytes] of made) if (output) await copyInto(output, file, memorySource(file, bytes));
  const others = (await folder.list()).filter((file) => isSideFile(file) && !Object.hasOwn(layoutFiles, file));
  for (const file of others) {
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
  return { copied, made: made.map(([file, { byteLength: bytes }]) => ({ file, bytes })), left };
}

const encodeJson = (value: JsonValue): Uint8Array => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
