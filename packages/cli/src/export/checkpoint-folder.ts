import { stat } from "node:fs/promises";
import path from "node:path";
import { type Folder, MissingFileError } from "@transonnx/checkpoint";
import { nodeFolder } from "@transonnx/checkpoint/node";
import { OptionError } from "@transonnx/core";
import { checkHubOptions, type HubOptions, hubOptionsOf } from "../hub/hub-options.ts";
import { hubReference, openHub } from "../hub/open-hub.ts";

export interface CheckpointFolderOptions extends HubOptions {
  /** Where weights are to lie. */
  readonly weights?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Whether weights will not be read: nothing is worth keeping then. */
  readonly headersOnly?: boolean;
}

/**
 * A checkpoint: a folder where there is one of that path, else a model of the Hugging Face Hub. `where` is who asks. Throws
 * MissingFileError where the text is neither, HubError, and OptionError.
 */
export async function checkpointFolder(
  where: string,
  modelNameOrPath: string,
  options: CheckpointFolderOptions = {},
): Promise<Folder> {
  checkHubOptions(where, options);
  if (await stat(modelNameOrPath).catch(() => undefined)) {
    refuseOfHub(where, modelNameOrPath, options);
    return nodeFolder(path.join(modelNameOrPath, options.subfolder ?? ""));
  }
  const reference = await hubReference(modelNameOrPath, options.endpoint);
  const { signal, localFilesOnly, headersOnly = false } = options;
  const stream = (headersOnly && !localFilesOnly) || options.stream;
  if (reference) return openHub(where, reference, { ...hubOptionsOf(options), stream, signal });
  throw new MissingFileError({
    file: modelNameOrPath,
    problem: "there is no such folder",
    expected: "the folder of a checkpoint, or a model of the Hugging Face Hub: owner/name",
    advice: "Check the path, or the name.",
  });
}

/** Throws OptionError for what a folder does not have, and would change the result. */
function refuseOfHub(where: string, folder: string, { revision, stream }: HubOptions): void {
  const value = stream ? true : revision;
  if (!stream && (revision === undefined || revision === "main")) return;
  throw new OptionError({
    ...{ where, option: stream ? "stream" : "revision", value, expected: "a model of the Hub to go with it" },
    advice: `${folder} is a folder here: leave the option out, or rename the folder`,
  });
}
