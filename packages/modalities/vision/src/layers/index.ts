export * from "./detection.ts";
export * from "./patches.ts";
export * from "./reconstruction.ts";
export * from "./resized-grid.ts";
export * from "./resnet-config.ts";
export * from "./resnet.ts";
export * from "./vit.ts";
