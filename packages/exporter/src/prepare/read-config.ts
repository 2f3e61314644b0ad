import { type Folder, type JsonValue, MissingFileError, readJson } from "@transonnx/checkpoint";
import { ConfigError, type Registry } from "@transonnx/core";
import type { SentenceTransformer } from "./sentence-transformer.ts";

export type Json = Readonly<Record<string, JsonValue>>;

const CONFIG = "config.json";

/** Reads a checkpoint's config.json. Throws MissingFileError, and says where a model of sentence-transformers lies. */
export async function readConfig(folder: Folder, sentence: SentenceTransformer | undefined): Promise<Json> {
  try {
    return await readJson(folder, CONFIG);
  } catch (error) {
    if (!(error instanceof MissingFileError) || !sentence?.modelFolder) throw error;
    throw new MissingFileError({
      file: CONFIG,
      problem: `it is missing from ${folder.name}, a model of sentence-transformers`,
      expected: "the folder of its transformer",
      advice: `Name the folder ${sentence.modelFolder} in it as the checkpoint.`,
    });
  }
}

/** The `model_type` of a config.json. Throws ConfigError where it has none. */
export function modelTypeOf(config: Json, registry: Registry, sentence: SentenceTransformer | undefined): string {
  const { model_type: modelType } = config;
  if (typeof modelType === "string" && modelType !== "") return modelType;
  throw new ConfigError({
    where: CONFIG,
    field: "model_type",
    value: modelType,
    expected: `one of ${registry.modelTypes.join(", ")}`,
    advice: sentence?.modelFolder
      ? `Name the folder ${sentence.modelFolder} of this model of sentence-transformers as the checkpoint`
      : "Add the model type to config.json, as transformers writes it since version 2.3",
  });
}
