export { cacheFolder, type Environment, endpointOf, isOffline } from "./node/environment.ts";
export { type HubCheckpointOptions, hubCheckpoint } from "./node/hub-checkpoint.ts";
