export * from "./adapter-fields.ts";
export * from "./speech-fields.ts";
