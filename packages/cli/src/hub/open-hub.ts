import { OptionError } from "@transonnx/core";
import type { HubFolder, HubReference } from "@transonnx/hub";
import type { HubOptions } from "./hub-options.ts";

export interface OpenHubOptions extends HubOptions {
  readonly signal?: AbortSignal | undefined;
}

/** The model of the Hub that a text names, where it names one. */
export async function hubReference(text: string, endpoint?: string): Promise<HubReference | undefined> {
  const [{ parseHubReference }, { endpointOf }] = await Promise.all([
    import("@transonnx/hub"),
    import("@transonnx/hub/node"),
  ]);
  return parseHubReference(text, endpoint ?? endpointOf());
}

/** A model of the Hub as a folder. Throws HubError, and OptionError where the revision is named twice. */
export async function openHub(where: string, reference: HubReference, options: OpenHubOptions): Promise<HubFolder> {
  const { token, revision = reference.revision, ...others } = options;
  if (reference.revision !== undefined && revision !== reference.revision)
    throw new OptionError({
      ...{ where, option: "revision", value: revision, expected: `"${reference.revision}", which the address names` },
      advice: "Leave one of them out",
    });
  const { hubCheckpoint } = await import("@transonnx/hub/node");
  const { repo } = reference;
  try {
    return await hubCheckpoint({ ...others, repo, revision, token: typeof token === "string" ? token : undefined });
  } catch (error) {
    throw await noFolderEither(repo, error);
  }
}

/** A name that the Hub does not know may be that of a folder, misspelt. */
async function noFolderEither(repo: string, error: unknown): Promise<unknown> {
  const { HubError, isHubError } = await import("@transonnx/hub");
  if (!isHubError(error) || !["repository-not-found", "network", "offline"].includes(error.kind)) return error;
  const { kind, status, problem, expected, found, advice, cause } = error;
  return new HubError({
    ...{ kind, status, file: repo, problem: `there is no such folder, and ${problem}` },
    ...{ expected, found, advice, cause },
  });
}
