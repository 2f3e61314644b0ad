import { type ExportPlan, type LayoutName, planExport, type TargetName, type WeightsMode } from "@transonnx/exporter";
import { checkpointFolder } from "../export/checkpoint-folder.ts";
import { registry } from "../registry.ts";
import { describePlan } from "../terminal/describe-plan.ts";
import { ExitCode, exitCodeOf } from "../terminal/exit-code.ts";
import { say, sayError } from "../terminal/say.ts";
import { taskOf } from "./checkpoint-arguments.ts";
import type { PlanFlags } from "./flags.ts";

/** `transonnx plan CHECKPOINT`. Returns the exit code that the export would end with, as far as can be told. */
export async function runPlan(checkpoint: string, flags: PlanFlags): Promise<ExitCode> {
  const { framework, opset, strict, json, quiet } = flags;
  const plan = await planExport({
    ...{ registry, task: taskOf(flags), framework, opset, strict },
    checkpoint: await checkpointFolder(checkpoint),
    layout: flags.layout as LayoutName | undefined,
    target: flags.target as TargetName | undefined,
    weights: flags.weights as WeightsMode | undefined,
    foldConstants: flags.constantFolding,
  });
  const exitCode = exitCodeFor(plan);
  if (json) console.log(JSON.stringify({ ok: exitCode === ExitCode.ok, command: "plan", exitCode, ...plan }));
  else if (!quiet) say(describePlan(plan));
  else for (const { message } of plan.problems) sayError(message);
  return exitCode;
}

function exitCodeFor({ problems: [first] }: ExportPlan): ExitCode {
  if (first === undefined) return ExitCode.ok;
  return exitCodeOf(Object.assign(new Error(first.message), { name: first.error, allowed: first.allowed }));
}
