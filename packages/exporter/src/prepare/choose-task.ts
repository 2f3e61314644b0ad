import {
  type ModelDefinition,
  resolveTask,
  type Task,
  TaskInferenceError,
  type TaskName,
  UnsupportedTaskError,
} from "@transonnx/core";
import type { Json } from "./read-config.ts";

/** The task that an export is for when none is named. */
export const AUTO_TASK = "auto";

/**
 * The task of an export: the one that is named, in either generation's name, or for "auto" the one of the class that
 * config.json lists under `architectures`. `sentence`: the checkpoint is one of sentence-transformers, whose model
 * extracts features. Throws UnsupportedTaskError and TaskInferenceError.
 */
export function chooseTask(
  definition: ModelDefinition,
  { config, task = AUTO_TASK, sentence = false }: { config: Json; task?: string; sentence?: boolean },
): Task {
  const supported = Object.keys(definition.tasks) as Task[];
  if (task !== AUTO_TASK) {
    const name: TaskName = resolveTask(task);
    if ((supported as readonly string[]).includes(name)) return name as Task;
    throw new UnsupportedTaskError({ task, supported, where: definition.modelType });
  }
  if (sentence && supported.includes("feature-extraction")) return "feature-extraction";
  const architectures = architecturesOf(config);
  const tasks = new Set(
    architectures.flatMap((name) =>
      Object.hasOwn(definition.architectures, name) ? [definition.architectures[name]!] : [],
    ),
  );
  const [first] = tasks;
  if (first !== undefined && tasks.size === 1) return first;
  throw new TaskInferenceError({ where: definition.modelType, architectures, supported });
}

/** The class names that config.json lists. */
export function architecturesOf({ architectures }: Json): readonly string[] {
  return Array.isArray(architectures) ? architectures.filter((name): name is string => typeof name === "string") : [];
}
