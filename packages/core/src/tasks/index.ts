export * from "./auto-model-classes.ts";
export type * from "./axes.ts";
export * from "./common-outputs.ts";
export * from "./features.ts";
export * from "./synonyms.ts";
export * from "./task.ts";
export * from "./transformers-common-outputs.ts";
