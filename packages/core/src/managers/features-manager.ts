import { resolveDefinition } from "../definition/composition.ts";
import type { ModelDefinition } from "../definition/model-definition.ts";
import { OptionError } from "../errors/option-error.ts";
import { UnsupportedTaskError } from "../errors/task-errors.ts";
import type { Registry } from "../registry/registry.ts";
import { autoModelClassForFeature } from "../tasks/auto-model-classes.ts";
import { AVAILABLE_FEATURES, featureToTask, taskToFeature } from "../tasks/features.ts";
import { resolveTask } from "../tasks/synonyms.ts";
import type { TaskName } from "../tasks/task.ts";
import { type ExporterConfigConstructor, exporterConfigConstructor } from "./exporter-config.ts";
import { determineFramework, type FolderListing, type Framework } from "./frameworks.ts";
import { tasksOf } from "./tasks-manager.ts";

/** What a model is loaded by. */
export interface ModelRequest {
  /** Name or path of the checkpoint. */
  readonly model: string;
  readonly task: TaskName;
  readonly framework: Framework;
  /** Name of transformers' Auto class for the feature. */
  readonly modelClass: string;
  readonly cacheDir?: string;
}

/** File access of a FeaturesManager, which has none of its own. */
export interface ModelLoader<M> {
  listFiles(model: string, cacheDir?: string): Promise<FolderListing>;
  load(request: ModelRequest): Promise<M>;
}

/** A model as `checkSupportedModelOrRaise` takes it. */
export interface NamedModel {
  readonly config: { readonly model_type: string };
  readonly name?: string;
}

/**
 * The features of model types, and their configurations, by a registry: the FeaturesManager of transformers.onnx. A
 * feature is a task under that package's name; names of both generations are accepted.
 */
export class FeaturesManager<M = unknown> {
  static readonly AVAILABLE_FEATURES = AVAILABLE_FEATURES;
  static readonly featureToTask = featureToTask;
  static readonly determineFramework = determineFramework;
  /** Name of the Auto class of a feature, for "pt" (the default) or "tf". */
  static readonly getModelClassForFeature = autoModelClassForFeature;

  readonly registry: Registry;
  readonly #loader: ModelLoader<M> | undefined;

  /** `loader` is what `getModelFromFeature` reads checkpoints with. */
  constructor(registry: Registry, { loader }: { readonly loader?: ModelLoader<M> } = {}) {
    this.registry = registry;
    this.#loader = loader;
  }

  /**
   * The features of a model type, each with the constructor of its configuration. Tasks that transformers.onnx has no
   * name for are under optimum's. Throws UnknownModelTypeError, with `modelName` in the message.
   */
  async getSupportedFeaturesForModelType(
    modelType: string,
    modelName?: string,
  ): Promise<Readonly<Record<string, ExporterConfigConstructor>>> {
    return featuresOf(await this.registry.load(modelType, modelName));
  }

  /**
   * The model type of a model and the constructor of its configuration for a feature. Throws UnknownModelTypeError and
   * UnsupportedTaskError.
   */
  async checkSupportedModelOrRaise(
    model: NamedModel,
    feature = "default",
  ): Promise<readonly [modelType: string, constructor: ExporterConfigConstructor]> {
    const { model_type: modelType } = model.config;
    const loaded = await this.registry.load(modelType, model.name);
    const definition = await resolveDefinition(loaded, model.config, this.registry);
    return [modelType, constructorOf(definition, feature, model.name)];
  }

  /** The constructor of the configuration of a model type and a feature (upstream, too, returns the constructor). */
  async getConfig(modelType: string, feature: string): Promise<ExporterConfigConstructor> {
    return constructorOf(await this.registry.load(modelType), feature);
  }

  /** Loads a checkpoint for a feature with the loader. Throws OptionError where the manager has none. */
  async getModelFromFeature(feature: string, model: string, framework?: string, cacheDir?: string): Promise<M> {
    if (!this.#loader)
      throw new OptionError({
        where: "getModelFromFeature",
        option: "loader",
        expected: "a loader",
        advice: "Make the manager with new FeaturesManager(registry, { loader }); this package reads no files",
      });
    const chosen = determineFramework(await this.#loader.listFiles(model, cacheDir), framework);
    const modelClass = autoModelClassForFeature(feature, chosen);
    const request = { model, task: resolveTask(feature), framework: chosen, modelClass };
    return this.#loader.load(cacheDir === undefined ? request : { ...request, cacheDir });
  }
}

function constructorOf(definition: ModelDefinition, feature: string, modelName?: string): ExporterConfigConstructor {
  const features = featuresOf(definition);
  const task = resolveTask(feature);
  const found = features[taskToFeature(task) ?? task];
  if (found) return found;
  const where = modelName ?? definition.modelType;
  throw new UnsupportedTaskError({ task: feature, supported: Object.keys(features), where });
}

function featuresOf(definition: ModelDefinition): Record<string, ExporterConfigConstructor> {
  const features = tasksOf(definition).map((task) => [
    taskToFeature(task) ?? task,
    exporterConfigConstructor(definition, task),
  ]);
  return Object.fromEntries(features);
}
