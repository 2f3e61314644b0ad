import { createRegistry, type Registry } from "@transonnx/core";
import { models } from "./generated/models.ts";

/** Every model type of transonnx. A package is loaded when its model type is asked for. */
export const registry: Registry = createRegistry(models);
