export * from "./model-definition.ts";
