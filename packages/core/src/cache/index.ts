export * from "./cache.ts";
export * from "./heads.ts";
