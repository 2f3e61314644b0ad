export * from "./resnet.ts";
export * from "./resnet-config.ts";
