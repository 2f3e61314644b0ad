export * from "./fields.ts";
export * from "./parse-config.ts";
