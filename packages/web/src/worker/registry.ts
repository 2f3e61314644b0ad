import { createRegistry, type Registry } from "@transonnx/core";
import { models } from "../generated/models.ts";

/** Every model type of transonnx. The code of one is loaded when a checkpoint has it. */
export const registry: Registry = createRegistry(models);
