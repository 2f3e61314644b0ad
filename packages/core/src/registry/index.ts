export { isLazyEntry, type LazyEntry, type RegistryEntry } from "./entry.ts";
export * from "./registry.ts";
