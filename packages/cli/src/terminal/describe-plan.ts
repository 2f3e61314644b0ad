import type { ExportPlan } from "@transonnx/exporter";
import { describeSummary } from "./describe-export.ts";
import { columns, showBytes, showCount } from "./sizes.ts";

/** What an export would do, in lines. */
export function describePlan(plan: ExportPlan): string[] {
  const { modelType, architectures, checkpointFormat, weights, tasks, bytes, peakMemory, problems } = plan;
  const named = architectures.length > 0 ? ` (${architectures.join(", ")})` : "";
  return [
    `${modelType}${named}: ${showCount(weights.tensors)} tensors, ${showBytes(weights.bytes)}, in ${checkpointFormat} files`,
    ...columns(weights.files.map((file) => [`  ${file}`])),
    "tasks",
    ...columns(tasks.map(({ task, possible, reason }) => [`  ${task}`, possible ? "yes" : `no: ${reason}`])),
    ...(plan.export ? ["An export would write", ...describeSummary(plan.export)] : []),
    ...(bytes === undefined ? [] : [`${showBytes(bytes)} to write, at most ${showBytes(peakMemory ?? 0)} of memory`]),
    ...problems.map(({ message }) => `No export: ${message}`),
  ];
}
