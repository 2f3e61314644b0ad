import { listFiles, modelInfo } from "@huggingface/hub";
import type { Folder } from "@transonnx/checkpoint";
import { HubError, hubFolder, parseHubReference } from "@transonnx/hub";
import type { CheckpointOfHub } from "./messages.ts";

/** A model of the Hub as a folder. Throws HubError. */
export async function openHub({ model, revision, subfolder, token, endpoint }: CheckpointOfHub): Promise<Folder> {
  const reference = parseHubReference(model, endpoint);
  if (!reference)
    throw new HubError({
      kind: "repository-not-found",
      file: model,
      problem: "this is no name of a model",
      expected: "owner/name, as in sentence-transformers/all-MiniLM-L6-v2, or the address of its page",
    });
  return hubFolder({
    ...{ client: { listFiles, modelInfo }, repo: reference.repo, subfolder, endpoint },
    revision: revision ?? reference.revision,
    token,
  });
}
