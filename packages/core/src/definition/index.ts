export * from "./composition.ts";
export * from "./contract.ts";
export * from "./definition-problems.ts";
export * from "./model-definition.ts";
export type * from "./tensors.ts";
