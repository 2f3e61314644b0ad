import { TRANSONNX_ERROR } from "@transonnx/core";
import {
  type ExportPlan,
  type ExportProblem,
  type LayoutName,
  planExport,
  type TargetName,
  type WeightsMode,
} from "@transonnx/exporter";
import { checkpointFolder } from "../export/checkpoint-folder.ts";
import { hubOptions } from "../flags/hub.ts";
import { pluginOptions } from "../flags/plugins.ts";
import { findPlugins, type Plugins } from "../plugins/index.ts";
import { namePlugin, namingPlugins, servedBy } from "../plugins/name-plugins.ts";
import { describePlan } from "../terminal/describe-plan.ts";
import { ExitCode, exitCodeOf } from "../terminal/exit-code.ts";
import { say, sayError } from "../terminal/say.ts";
import { taskOf } from "./checkpoint-arguments.ts";
import type { PlanFlags } from "./flags.ts";

/** `transonnx plan CHECKPOINT`. Returns the exit code that the export would end with, as far as can be told. */
export async function runPlan(checkpoint: string, flags: PlanFlags): Promise<ExitCode> {
  const { framework, opset, strict, json, quiet } = flags;
  const plugins = await findPlugins({ ...pluginOptions(flags), checkpoint });
  const { registry, used } = plugins;
  const { weights } = flags;
  const folder = await checkpointFolder("plan", checkpoint, { ...hubOptions(flags), weights, headersOnly: true });
  const planned = await namingPlugins(plugins, () =>
    planExport({
      checkpoint: folder,
      ...{ registry, task: taskOf(flags), framework, opset, strict },
      layout: flags.layout as LayoutName | undefined,
      target: flags.target as TargetName | undefined,
      weights: weights as WeightsMode | undefined,
      foldConstants: flags.constantFolding,
    }),
  );
  const problems = planned.problems.map((problem) => ({ ...problem, ...naming(problem, plugins) }));
  const plan = { ...planned, problems };
  const exitCode = exitCodeFor(plan);
  if (json)
    console.log(JSON.stringify({ ok: exitCode === ExitCode.ok, command: "plan", exitCode, ...plan, plugins: used }));
  else if (!quiet) say([...describePlan(plan), ...used.map(servedBy)]);
  else for (const { message } of plan.problems) sayError(message);
  return exitCode;
}

function exitCodeFor({ problems: [first] }: ExportPlan): ExitCode {
  return first === undefined ? ExitCode.ok : exitCodeOf(asError(first));
}

/** What an export would say of a problem of a plugin's. */
function naming(problem: ExportProblem, plugins: Plugins): Pick<ExportProblem, "error" | "message"> {
  const { name, message } = namePlugin(asError(problem), plugins) as Error;
  return { error: name, message };
}

const asError = ({ error, message, allowed }: ExportProblem): Error =>
  Object.assign(new Error(message), { name: error, allowed, [TRANSONNX_ERROR]: true });
