import { stat } from "node:fs/promises";
import path from "node:path";
import { type Folder, MissingFileError } from "@transonnx/checkpoint";
import { nodeFolder } from "@transonnx/checkpoint/node";

const HUB_ID = /^[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*$/;

/** The folder of a checkpoint. Throws MissingFileError, which knows the name of a model of the Hugging Face hub. */
export async function checkpointFolder(modelNameOrPath: string, subfolder = ""): Promise<Folder> {
  const there = await stat(modelNameOrPath).catch(() => undefined);
  if (!there && HUB_ID.test(modelNameOrPath))
    throw new MissingFileError({
      file: modelNameOrPath,
      problem: "there is no such folder",
      expected: "the folder of a checkpoint",
      advice: `If it is a model of the Hugging Face hub, fetch it first: hf download ${modelNameOrPath} --local-dir ${path.posix.basename(modelNameOrPath)}`,
    });
  return nodeFolder(path.join(modelNameOrPath, subfolder));
}
