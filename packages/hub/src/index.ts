export { HubError, type HubErrorKind, type HubProblem, isHubError } from "./errors.ts";
export type { RetryOptions } from "./http/retry.ts";
export { type HubFolder, type HubFolderOptions, hubFolder } from "./hub-folder.ts";
export type { HubClient, ListedEntry } from "./repo/client.ts";
export { isRepositoryName } from "./repo/names.ts";
export { type HubReference, parseHubReference } from "./repo/reference.ts";
