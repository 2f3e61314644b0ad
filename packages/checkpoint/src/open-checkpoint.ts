import type { ByteSource, Folder } from "./byte-source.ts";
import { detectWeights } from "./detect-weights.ts";
import { type CheckpointError, InvalidIndexError, MissingFileError, UnsupportedFormatError } from "./errors.ts";
import { openTorch } from "./open-torch.ts";
import { openSafetensors, type WeightsFile } from "./safetensors/open.ts";
import { readShardIndex } from "./shard-index.ts";
import { shownName } from "./shown.ts";
import type { Checkpoint, CheckpointFormat, StoredTensor } from "./stored-tensor.ts";

/** What `openCheckpoint` takes besides the folder. */
export interface OpenCheckpointOptions {
  /** Whose weights: `pt` (default) are safetensors or PyTorch's own; those of `tf` and `flax` are not read. */
  readonly framework?: "pt" | "tf" | "flax";
  /** Only this format. Default: safetensors where there is one, else PyTorch. */
  readonly format?: CheckpointFormat;
  /** A file of the folder under another name: weights, or the index of shards (`….index.json`). */
  readonly file?: string;
}

const INDEX = ".index.json";
const ADVICE = "Fetch the weights into the folder, or give them one of these names.";

/**
 * Opens the weights in a folder and reads their headers, not their data. Of `model.safetensors`,
 * `model.safetensors.index.json`, `pytorch_model.bin` and `pytorch_model.bin.index.json` the first that is there counts.
 * In a sharded checkpoint the index decides: tensors that a shard holds and the index does not name are left out.
 *
 * @throws {CheckpointError} where the weights are missing, broken or not read by this version.
 */
export async function openCheckpoint(folder: Folder, options: OpenCheckpointOptions = {}): Promise<Checkpoint> {
  const file = options.file ?? (await chooseFile(folder, options));
  const format = options.format ?? formatOf(file);
  const sources: ByteSource[] = [];
  const open = async (name: string, statedBy?: string): Promise<ByteSource> => {
    const source = await folder.open(name);
    if (source === undefined) {
      throw new MissingFileError({
        file: name,
        problem:
          statedBy === undefined
            ? `it is missing from ${folder.name}`
            : `the shard is missing, which ${statedBy} names`,
        advice: "Fetch the file into the folder.",
      });
    }
    sources.push(source);
    return source;
  };
  const close = async (): Promise<void> => {
    await Promise.all(sources.splice(0).map((source) => source.close?.()));
  };
  try {
    const weights = file.endsWith(INDEX) ? await openShards(file, format, open) : await openFile(file, format, open);
    return { format, ...weights, close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Open = (name: string, statedBy?: string) => Promise<ByteSource>;
type Weights = Omit<Checkpoint, "format" | "close">;

async function openFile(file: string, format: CheckpointFormat, open: Open): Promise<Weights> {
  return { files: [file], ...(await read(await open(file), format)) };
}

/** Of each shard only the tensors that the index names are kept, so that the index bounds the memory they take. */
async function openShards(file: string, format: CheckpointFormat, open: Open): Promise<Weights> {
  const index = await readShardIndex(await open(file));
  const metadata: WeightsFile["metadata"][] = [];
  const found = new Map<string, StoredTensor>();
  const opened = new Map<string, string>();
  for (const [shard, names] of index.tensorsOf) {
    const source = await open(shard, file);
    assertFirst(file, shard, source, opened);
    const weights = await read(source, format);
    metadata.push(weights.metadata);
    for (const name of names) {
      const tensor = weights.tensors.get(name);
      if (tensor === undefined) {
        throw new InvalidIndexError({
          file,
          tensor: name,
          problem: "it is not in the shard that the index names",
          expected: `a tensor in ${shard}`,
          found: "none of its name",
          advice: "The index and the shards are of different versions; fetch them again.",
        });
      }
      found.set(name, tensor);
    }
  }
  const tensors = new Map(index.names.map((name) => [name, found.get(name)!]));
  return { files: [...index.tensorsOf.keys()], tensors, metadata: commonMetadata(metadata) };
}

/** Throws where two shards are one file: a thousand links to a large header would be read a thousand times. */
function assertFirst(file: string, shard: string, { path }: ByteSource, opened: Map<string, string>): void {
  if (path === undefined) return;
  const other = opened.get(path);
  if (other !== undefined) {
    throw new InvalidIndexError({
      file,
      problem: "two of its shards are links to one file",
      expected: "a file for each shard",
      found: `${shownName(other)} and ${shownName(shard)}`,
      advice: "Fetch the shards again.",
    });
  }
  opened.set(path, shard);
}

function read(source: ByteSource, format: CheckpointFormat): Promise<WeightsFile> {
  return format === "safetensors" ? openSafetensors(source) : openTorch(source);
}

function commonMetadata(shards: readonly WeightsFile["metadata"][]): Record<string, string> {
  const [first, ...rest] = shards.map((metadata) => new Map(Object.entries(metadata)));
  return Object.fromEntries(
    [...(first ?? [])].filter(([key, value]) => rest.every((other) => other.get(key) === value)),
  );
}

function formatOf(file: string): CheckpointFormat {
  const weights = file.endsWith(INDEX) ? file.slice(0, -INDEX.length) : file;
  if (weights.endsWith(".safetensors")) return "safetensors";
  if (/\.(?:bin|pt|pth|ckpt)$/.test(weights)) return "pytorch";
  throw new UnsupportedFormatError({
    file,
    problem: "its name does not say a format that this version reads",
    expected: ".safetensors, .bin, .pt, .pth, .ckpt, or one of these with .index.json",
    advice: "Name the format with the option `format`.",
  });
}

async function chooseFile(folder: Folder, { framework = "pt", format }: OpenCheckpointOptions): Promise<string> {
  const detected = await detectWeights(folder);
  const chosen =
    framework === "pt"
      ? detected.find((weights) => weights.readable && (format ?? weights.format) === weights.format)
      : undefined;
  if (chosen !== undefined) return chosen.file;
  throw await nothingToOpen(
    folder,
    framework,
    format,
    detected.map(({ file }) => file),
  );
}

async function nothingToOpen(
  folder: Folder,
  framework: string,
  format: CheckpointFormat | undefined,
  detected: readonly string[],
): Promise<CheckpointError> {
  if (framework !== "pt") {
    return new UnsupportedFormatError({
      file: folder.name,
      problem: `weights of the framework ${framework} are not read by this version`,
      expected: "pt: safetensors or pytorch_model.bin",
      found: detected.join(", ") || "no weights",
      advice: "Convert them with transformers (from_pretrained with from_tf or from_flax, then save_pretrained).",
    });
  }
  const expected =
    format === "pytorch"
      ? "pytorch_model.bin or pytorch_model.bin.index.json"
      : format === "safetensors"
        ? "model.safetensors or model.safetensors.index.json"
        : "model.safetensors, pytorch_model.bin or an index of their shards";
  if (detected.length > 0) {
    return new UnsupportedFormatError({
      file: folder.name,
      problem:
        format === undefined
          ? "its weights are in a format that this version does not read"
          : `no weights in the format ${format}`,
      expected,
      found: detected.join(", "),
      advice: "Save the model as safetensors in Python with save_pretrained().",
    });
  }
  const others = (await folder.list()).filter((file) => /\.(?:safetensors|bin|pt|pth|ckpt)$/.test(file));
  return new MissingFileError({
    file: folder.name,
    problem: "it holds no weights under their usual names",
    expected,
    found: others.slice(0, 8).join(", ") || "none",
    advice: ADVICE,
  });
}
