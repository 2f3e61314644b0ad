export * from "./patches.ts";
export * from "./resnet.ts";
export * from "./resnet-config.ts";
export * from "./vit.ts";
