import { TransonnxError } from "../errors/transonnx-error.ts";
import { type FolderListing, filesOf } from "./frameworks.ts";

/** The Python libraries whose checkpoints look different. */
export const LIBRARIES = ["transformers", "sentence_transformers", "timm", "diffusers"] as const;
/** A library of LIBRARIES, by optimum's name. */
export type Library = (typeof LIBRARIES)[number];

/**
 * The library that saved a checkpoint, told by the names of its files and by its config.json, by optimum's rules.
 * Throws TransonnxError where nothing tells.
 */
export function inferLibraryFromModel(model: FolderListing, config?: Readonly<Record<string, unknown>>): Library {
  const files = filesOf(model);
  if (files.includes("model_index.json")) return "diffusers";
  if (files.some((file) => file.startsWith("sentence_")) || files.includes("config_sentence_transformers.json"))
    return "sentence_transformers";
  if (config === undefined)
    throw new TransonnxError("the library of the checkpoint cannot be inferred", {
      where: "inferLibraryFromModel",
      expected: "a config.json or a model_index.json",
      advice: "Name the folder that holds config.json",
    });
  if ("pretrained_cfg" in config || "architecture" in config) return "timm";
  return "_diffusers_version" in config ? "diffusers" : "transformers";
}
