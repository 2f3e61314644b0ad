import { FeaturesManager, type Registry, TasksManager } from "@transonnx/core";
import { type PreparedExport, prepareExport } from "@transonnx/exporter";
import { checkpointFolder } from "./export/checkpoint-folder.ts";
import { type FindPluginsOptions, findPlugins } from "./plugins/index.ts";
import { registry } from "./registry.ts";

/** The managers of model types. */
export interface Managers {
  readonly registry: Registry;
  readonly tasksManager: TasksManager;
  readonly featuresManager: FeaturesManager<PreparedExport>;
}

/** The managers of transonnx's model types and those of plugins. Throws PluginError. */
export async function createManagers(options: FindPluginsOptions): Promise<Managers> {
  return managersOf((await findPlugins(options)).registry);
}

const WHERE = "FeaturesManager.getModelFromFeature";

const managersOf = (registry: Registry): Managers => ({
  registry,
  tasksManager: new TasksManager(registry),
  featuresManager: new FeaturesManager<PreparedExport>(registry, {
    loader: {
      listFiles: async (model) => ({ name: model, files: await (await checkpointFolder(WHERE, model)).list() }),
      load: async ({ model, task, framework }) =>
        prepareExport({ checkpoint: await checkpointFolder(WHERE, model), registry, task, framework }),
    },
  }),
});

const own = managersOf(registry);

/** optimum's TasksManager, of every model type. */
export const tasksManager = own.tasksManager;

/**
 * transformers.onnx's FeaturesManager, of every model type. `getModelFromFeature` takes the folder of a checkpoint, or a model of
 * the Hub, and gives it ready to be exported; `close` what it gives.
 */
export const featuresManager = own.featuresManager;
