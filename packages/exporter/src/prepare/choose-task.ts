import {
  hasPast,
  type ModelDefinition,
  OptionError,
  resolveTask,
  TASKS_WITH_PAST,
  type Task,
  TaskInferenceError,
  type TaskName,
  UnsupportedTaskError,
  withoutPast,
  withPast,
} from "@transonnx/core";
import type { Json } from "./read-config.ts";

/** The task that an export is for when none is named. */
export const AUTO_TASK = "auto";

/** What a task is chosen by. */
export interface TaskChoice {
  readonly config: Json;
  /** A task in either generation's name, or "auto" (default). */
  readonly task?: string;
  /** Whether the checkpoint is one of sentence-transformers, whose model extracts features. Default false. */
  readonly sentence?: boolean;
  /** Whether all of the model goes to one file, which keeps no past. Default false. */
  readonly monolith?: boolean;
}

/**
 * The task of an export: the one that is named, or for "auto" the one of the class that config.json lists under
 * `architectures`, with past keys and values where the model has them. Throws UnsupportedTaskError, TaskInferenceError,
 * and OptionError for a past in a monolith.
 */
export function chooseTask(definition: ModelDefinition, choice: TaskChoice): TaskName {
  const { config, task = AUTO_TASK, sentence = false, monolith = false } = choice;
  const supported = Object.keys(definition.tasks) as Task[];
  if (supported.length === 0) throw partOfOthers(definition.modelType, task);
  if (task !== AUTO_TASK) {
    const name = resolveTask(task);
    const known = [...supported, ...supported.filter((each) => keepsPast(definition, each)).map(withPast)];
    if (!known.includes(name)) throw new UnsupportedTaskError({ task, supported: known, where: definition.modelType });
    if (hasPast(name) && monolith) throw pastInMonolith(name);
    return name;
  }
  if (sentence && supported.includes("feature-extraction")) return "feature-extraction";
  const architectures = architecturesOf(config);
  const tasks = new Set(
    architectures.flatMap((name) =>
      Object.hasOwn(definition.architectures, name) ? [definition.architectures[name]!] : [],
    ),
  );
  const [first] = tasks;
  if (first === undefined || tasks.size > 1)
    throw new TaskInferenceError({ where: definition.modelType, architectures, supported });
  return !monolith && keepsPast(definition, first) ? (withPast(first) as TaskName) : first;
}

/** Whether a task of a model has a form with past keys and values. */
function keepsPast({ onnxConfig }: ModelDefinition, task: Task): boolean {
  const { supportsPast = false } = onnxConfig as { readonly supportsPast?: boolean };
  return supportsPast && (TASKS_WITH_PAST as readonly Task[]).includes(task);
}

const partOfOthers = (modelType: string, task: string): UnsupportedTaskError =>
  new UnsupportedTaskError({
    task,
    supported: [],
    where: modelType,
    advice: `Models of the type ${modelType} are parts of others: export the model that has one as its decoder`,
  });

const pastInMonolith = (task: TaskName): OptionError =>
  new OptionError({
    where: "prepareExport",
    option: "monolith",
    value: true,
    expected: `false for the task ${task}, whose steps are files of their own`,
    advice: `Export the task ${withoutPast(task)} as one file, or leave the option out`,
  });

/** The class names that config.json lists. */
export function architecturesOf({ architectures }: Json): readonly string[] {
  return Array.isArray(architectures) ? architectures.filter((name): name is string => typeof name === "string") : [];
}
