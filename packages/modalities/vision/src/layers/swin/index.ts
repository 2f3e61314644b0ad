export * from "./places.ts";
export * from "./swin.ts";
export * from "./swin-config.ts";
export * from "./windows.ts";
