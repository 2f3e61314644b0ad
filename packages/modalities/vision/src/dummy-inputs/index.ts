export * from "./dummy-vision-input-generator.ts";
