export * from "./checkpoint-errors.ts";
export * from "./config-error.ts";
export { nearNames } from "./near-names.ts";
export * from "./option-error.ts";
export * from "./registry-errors.ts";
export * from "./task-errors.ts";
export * from "./transonnx-error.ts";
export * from "./validation-errors.ts";
