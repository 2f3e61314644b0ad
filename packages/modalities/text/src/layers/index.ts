export * from "./encoder.ts";
export * from "./heads.ts";
export * from "./padding-mask.ts";
export * from "./relative-key.ts";
export * from "./vocabulary.ts";
