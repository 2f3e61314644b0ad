export * from "./composition.ts";
export * from "./model-definition.ts";
export type * from "./tensors.ts";
