export * from "./vit.ts";
export * from "./vit-config.ts";
