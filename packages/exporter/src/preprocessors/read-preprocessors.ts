import { type Folder, type JsonValue, MissingFileError, readJson } from "@transonnx/checkpoint";
import type { Json } from "../prepare/read-config.ts";

/** What makes a model's inputs of sounds or pictures, as a checkpoint describes it. */
export interface Preprocessor {
  readonly file: string;
  /** Where its fields lie in the file, with a dot at its end; empty where they are the file's own. */
  readonly path: string;
  readonly fields: Json;
}

/** Objects of processor_config.json that transformers since 4.57 writes instead of a preprocessor_config.json. */
const NESTED = ["feature_extractor", "image_processor"] as const;

/** The preprocessors that a checkpoint's preprocessor_config.json and processor_config.json describe. Throws CheckpointError. */
export async function readPreprocessors(folder: Folder): Promise<readonly Preprocessor[]> {
  const [own, joint] = ["preprocessor_config.json", "processor_config.json"] as const;
  const preprocessors: Preprocessor[] = [];
  const fields = await readIfThere(folder, own);
  if (fields) preprocessors.push({ file: own, path: "", fields });
  const processor = await readIfThere(folder, joint);
  for (const name of NESTED) {
    const nested = processor?.[name];
    if (isObject(nested)) preprocessors.push({ file: joint, path: `${name}.`, fields: nested });
  }
  return preprocessors;
}

async function readIfThere(folder: Folder, file: string): Promise<Json | undefined> {
  try {
    return await readJson(folder, file);
  } catch (error) {
    if (error instanceof MissingFileError) return undefined;
    throw error;
  }
}

const isObject = (value: JsonValue | undefined): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
