import type { Checkpoint, Folder } from "@transonnx/checkpoint";
import { type ModelDefinition, type PretrainedConfig, type Registry, resolveDefinition } from "@transonnx/core";
import { type Preprocessor, readPreprocessors } from "../preprocessors/read-preprocessors.ts";
import { openWeights } from "./open-weights.ts";
import { type Json, modelTypeOf, readConfig } from "./read-config.ts";
import { readSentenceTransformer, type SentenceTransformer } from "./sentence-transformer.ts";

/** What a checkpoint is opened with. */
export interface OpenModelOptions {
  /** The folder of config.json and the weights. */
  readonly checkpoint: Folder;
  readonly registry: Registry;
  /** Which weights: "pt" or "safetensors". Default: what is there, safetensors first. */
  readonly framework?: string;
}

/** A checkpoint whose config and headers were read, and the definition that its model type has. */
export interface OpenedModel {
  readonly modelType: string;
  readonly definition: ModelDefinition;
  /** What the definition's parser made of config.json. */
  readonly config: PretrainedConfig;
  /** config.json as it is. */
  readonly configJson: Json;
  readonly folder: Folder;
  readonly checkpoint: Checkpoint;
  /** What the checkpoint says of how inputs of sounds and pictures are made. */
  readonly preprocessors: readonly Preprocessor[];
  /** Set where sentence-transformers saved the checkpoint. */
  readonly sentenceTransformer: SentenceTransformer | undefined;
  /** Releases the files. */
  close(): Promise<void>;
}

/**
 * Opens a checkpoint: reads its config.json, its preprocessors and the headers of its weights. Throws CheckpointError, ConfigError,
 * UnknownModelTypeError, ModelPackageError.
 */
export async function openModel({ checkpoint: folder, registry, framework }: OpenModelOptions): Promise<OpenedModel> {
  const described = await describeModel(folder, registry);
  const config = described.definition.parseConfig(described.configJson);
  const checkpoint = await openWeights(folder, framework);
  return { ...described, config, folder, checkpoint, close: () => checkpoint.close() };
}

/** What the JSON files alone tell. */
export async function describeModel(
  folder: Folder,
  registry: Registry,
): Promise<Pick<OpenedModel, "modelType" | "definition" | "configJson" | "preprocessors" | "sentenceTransformer">> {
  const sentenceTransformer = await readSentenceTransformer(folder);
  const configJson = await readConfig(folder, sentenceTransformer);
  const named = modelTypeOf(configJson, registry, sentenceTransformer);
  const definition = await resolveDefinition(await registry.load(named, folder.name), configJson, registry);
  const preprocessors = await readPreprocessors(folder);
  return { modelType: definition.modelType, definition, configJson, preprocessors, sentenceTransformer };
}
