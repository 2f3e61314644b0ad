export * from "./convnext.ts";
export * from "./convnext-config.ts";
export * from "./global-response-norm.ts";
