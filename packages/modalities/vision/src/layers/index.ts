export * from "./detection.ts";
export * from "./patches.ts";
export * from "./reconstruction.ts";
export * from "./resnet.ts";
export * from "./resnet-config.ts";
export * from "./square-grid.ts";
export * from "./vit.ts";
