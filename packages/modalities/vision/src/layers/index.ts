export * from "./patches.ts";
export * from "./reconstruction.ts";
export * from "./resnet-config.ts";
export * from "./resnet.ts";
export * from "./square-grid.ts";
export * from "./vit.ts";
