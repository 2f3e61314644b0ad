export * from "./composition.ts";
export * from "./model-definition.ts";
