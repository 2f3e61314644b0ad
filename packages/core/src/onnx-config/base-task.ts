import { UnsupportedTaskError } from "../errors/task-errors.ts";
import { resolveTask } from "../tasks/synonyms.ts";
import { hasPast, type Task, withoutPast } from "../tasks/task.ts";

/** Optimum's name of a task, without `-with-past`. Throws UnsupportedTaskError for a past that a class does not support. */
export function baseTask(task: string, supportsPast: boolean, where: string): Task {
  const name = resolveTask(task);
  if (!hasPast(name) || supportsPast) return withoutPast(name) as Task;
  throw new UnsupportedTaskError({
    task,
    supported: [withoutPast(name)],
    where,
    advice: "Only a configuration class with past keys and values has -with-past tasks",
  });
}
