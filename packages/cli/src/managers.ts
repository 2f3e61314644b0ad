import { nodeFolder } from "@transonnx/checkpoint/node";
import { FeaturesManager, TasksManager } from "@transonnx/core";
import { type PreparedExport, prepareExport } from "@transonnx/exporter";
import { registry } from "./registry.ts";

/** optimum's TasksManager, of every model type. */
export const tasksManager = new TasksManager(registry);

/**
 * transformers.onnx's FeaturesManager, of every model type. `getModelFromFeature` takes the folder of a checkpoint, and gives
 * it ready to be exported; `close` what it gives.
 */
export const featuresManager = new FeaturesManager<PreparedExport>(registry, {
  loader: {
    listFiles: async (model) => ({ name: model, files: await nodeFolder(model).list() }),
    load: ({ model, task, framework }) => prepareExport({ checkpoint: nodeFolder(model), registry, task, framework }),
  },
});
