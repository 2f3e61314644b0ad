export * from "./fields.ts";
export * from "./nested-config.ts";
export * from "./parse-config.ts";
