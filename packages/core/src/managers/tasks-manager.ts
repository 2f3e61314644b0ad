import { resolveDefinition } from "../definition/composition.ts";
import type { ModelDefinition } from "../definition/model-definition.ts";
import { ConfigError } from "../errors/config-error.ts";
import { OptionError } from "../errors/option-error.ts";
import { TaskInferenceError, UnsupportedTaskError } from "../errors/task-errors.ts";
import type { OnnxConfigOptions } from "../onnx-config/options.ts";
import type { RegistryEntry } from "../registry/entry.ts";
import type { Registry } from "../registry/registry.ts";
import { autoModelClasses } from "../tasks/auto-model-classes.ts";
import { mapFromSynonym, resolveTask, synonymsForTask } from "../tasks/synonyms.ts";
import { isTaskName, TASKS, type Task, type TaskName, withoutPast, withPast } from "../tasks/task.ts";
import { checkExporter, type ExporterConfigConstructor, exporterConfigConstructor } from "./exporter-config.ts";
import { determineFramework, type FolderListing } from "./frameworks.ts";
import { inferLibraryFromModel, type Library } from "./libraries.ts";

/** What a checkpoint says about itself. */
export interface CheckpointDescription {
  /** Its config.json. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Its files, by which checkpoints of sentence-transformers are known. */
  readonly files?: FolderListing;
  readonly library?: Library;
  /** Names it in messages. Default: its model type. */
  readonly name?: string;
}

/** What names the configuration class that `TasksManager` is asked for. */
export interface ConfigConstructorRequest {
  readonly task?: string;
  readonly modelType?: string;
  /** A model whose config says the model type, and for a model that is composed of others those of its parts. */
  readonly model?: { readonly config: Readonly<Record<string, unknown>> };
  /** Options for every OnnxConfig that the constructor makes. */
  readonly exporterConfigKwargs?: OnnxConfigOptions;
}

/** The tasks of model types, and their configurations, by a registry: optimum's TasksManager. */
export class TasksManager {
  static readonly determineFramework = determineFramework;
  static readonly inferLibraryFromModel = inferLibraryFromModel;
  static readonly mapFromSynonym = mapFromSynonym;
  static readonly synonymsForTask = synonymsForTask;

  readonly registry: Registry;

  constructor(registry: Registry) {
    this.registry = registry;
  }

  /** All tasks, whether a model type of the registry has them or not. */
  static getAllTasks(): readonly Task[] {
    return TASKS;
  }

  /**
   * A function that adds definitions: it returns the registry that has them, and changes nothing else. Throws
   * DuplicateModelTypeError for a model type that is there already, unless `overwriteExisting`.
   */
  createRegister(backend = "onnx", overwriteExisting = false): (...entries: RegistryEntry[]) => Registry {
    checkExporter("createRegister", backend);
    return (...entries) => this.registry.extend(entries, { overwriteExisting });
  }

  /** The tasks of a model type, each with the constructor of its configuration. Throws UnknownModelTypeError. */
  async getSupportedTasksForModelType(
    modelType: string,
    exporter = "onnx",
  ): Promise<Readonly<Partial<Record<TaskName, ExporterConfigConstructor>>>> {
    checkExporter("getSupportedTasksForModelType", exporter);
    const definition = await this.registry.load(modelType);
    return Object.fromEntries(tasksOf(definition).map((task) => [task, exporterConfigConstructor(definition, task)]));
  }

  /** The model types that have a task. Loads every package of the registry. */
  async getSupportedModelTypeForTask(task: string, exporter = "onnx"): Promise<readonly string[]> {
    checkExporter("getSupportedModelTypeForTask", exporter);
    const wanted = resolveTask(task);
    const found: string[] = [];
    for (const modelType of this.registry.modelTypes) {
      const definition = await this.registry.load(modelType);
      if (tasksOf(definition).includes(wanted)) found.push(definition.modelType);
    }
    return found;
  }

  /**
   * What makes the configuration of a model type (or of a model) and a task, "feature-extraction" by default. Throws
   * UnknownModelTypeError and UnsupportedTaskError.
   */
  async getExporterConfigConstructor(
    exporter: string,
    { task = "feature-extraction", modelType, model, exporterConfigKwargs }: ConfigConstructorRequest,
  ): Promise<ExporterConfigConstructor> {
    checkExporter("getExporterConfigConstructor", exporter);
    const named = modelType ?? model?.config.model_type;
    if (typeof named !== "string")
      throw new OptionError({
        where: "getExporterConfigConstructor",
        option: "modelType",
        value: named,
        expected: "a model type, or a model whose config has one",
      });
    const loaded = await this.registry.load(named);
    const definition = model ? await resolveDefinition(loaded, model.config, this.registry) : loaded;
    return exporterConfigConstructor(definition, supportedTask(definition, task), exporterConfigKwargs);
  }

  /**
   * The name of transformers' class for a task: that of a model type, or else the Auto class. `modelClassName` is
   * returned as it is. Throws UnsupportedTaskError.
   */
  async getModelClassForTask(
    task: string,
    { modelType, modelClassName }: { readonly modelType?: string; readonly modelClassName?: string } = {},
  ): Promise<string> {
    if (modelClassName !== undefined) return modelClassName;
    if (modelType === undefined) return autoModelClasses(task)[0];
    const definition = await this.registry.load(modelType);
    const supported = withoutPast(supportedTask(definition, task)) as Task;
    return definition.tasks[supported]!.architecture;
  }

  /**
   * The task that a checkpoint is for: feature extraction for sentence-transformers, else that of the class that its
   * config.json names under `architectures`. Throws TaskInferenceError.
   */
  async inferTaskFromModel({ config, files = [], library, name }: CheckpointDescription): Promise<TaskName> {
    const from = library ?? inferLibraryFromModel(files, config);
    if (from === "sentence_transformers") return "feature-extraction";
    if (from === "timm") return "image-classification";
    const modelType = config.model_type;
    if (typeof modelType !== "string")
      throw new ConfigError({
        where: name,
        field: "model_type",
        value: modelType,
        expected: "the name of a model type",
      });
    const definition = await this.registry.load(modelType);
    const listed: readonly unknown[] = Array.isArray(config.architectures) ? config.architectures : [];
    const architectures = listed.filter((entry) => typeof entry === "string");
    for (const architecture of architectures) {
      if (Object.hasOwn(definition.architectures, architecture)) return definition.architectures[architecture]!;
    }
    throw new TaskInferenceError({ where: name ?? modelType, architectures, supported: tasksOf(definition) });
  }
}

/** The tasks of a definition, in its order, each followed by its form with past keys and values where it has one. */
export const tasksOf = ({ tasks, onnxConfig }: ModelDefinition): readonly TaskName[] =>
  (Object.keys(tasks) as Task[]).flatMap((task) => {
    const withPastName = withPast(task);
    return onnxConfig.supportsPast && isTaskName(withPastName) ? [task, withPastName] : [task];
  });

/** The definition's task of that name. Throws UnsupportedTaskError. */
export function supportedTask(definition: ModelDefinition, task: string): TaskName {
  const name = resolveTask(task);
  const supported = tasksOf(definition);
  if (supported.includes(name)) return name;
  throw new UnsupportedTaskError({ task, supported, where: definition.modelType });
}
