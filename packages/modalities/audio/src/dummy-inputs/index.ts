export * from "./ast-dummy-audio-input-generator.ts";
export * from "./dummy-audio-input-generator.ts";
