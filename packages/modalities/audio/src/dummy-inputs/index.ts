export * from "./dummy-audio-input-generator.ts";
