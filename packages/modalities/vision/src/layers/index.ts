export * from "./patches.ts";
export * from "./vit.ts";
