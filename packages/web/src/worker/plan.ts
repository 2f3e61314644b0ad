import { TASKS_WITH_PAST, type Task, withPast } from "@transonnx/core";
import { type ExportPlan, planExport } from "@transonnx/exporter";
import { storageOf } from "../storage/free-space.ts";
import type { Session } from "../storage/sessions.ts";
import type { CheckpointSource, ExportChoices, PlannedExport, TaskChoice } from "./messages.ts";
import { openSource } from "./open-source.ts";
import { registry } from "./registry.ts";

/** What an export of these choices would write, and where it is kept. Throws what `planExport` throws. */
export async function planFor(
  source: CheckpointSource,
  { task, layout, target }: ExportChoices,
  session: Session | undefined,
): Promise<PlannedExport> {
  const plan = await planExport({ checkpoint: await openSource(source), registry, task, layout, target });
  return { plan, tasks: await taskChoices(plan), storage: await storageOf(session) };
}

async function taskChoices({ modelType, tasks }: ExportPlan): Promise<readonly TaskChoice[]> {
  const { onnxConfig } = await registry.load(modelType);
  const { supportsPast = false } = onnxConfig as { readonly supportsPast?: boolean };
  const keepsPast = (task: Task) => supportsPast && (TASKS_WITH_PAST as readonly Task[]).includes(task);
  return tasks.flatMap(({ task, reason }) => [
    ...(keepsPast(task) ? [{ task: withPast(task), reason }] : []),
    { task, reason },
  ]);
}
