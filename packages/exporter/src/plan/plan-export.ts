import { ConfigError, isTransonnxError, type ModelDefinition, type Task, type TaskName } from "@transonnx/core";
import { GraphError } from "@transonnx/graph";
import { layoutFiles } from "../export/layout-files.ts";
import { type PlanPartOptions, sizeOf } from "../export/plan-part.ts";
import { planParts } from "../export/plan-parts.ts";
import { provenance } from "../export/provenance.ts";
import { sideFiles } from "../export/side-files.ts";
import { type ExportSummary, summarize } from "../export/summary.ts";
import { architecturesOf } from "../prepare/choose-task.ts";
import { describeModel, type OpenedModel } from "../prepare/open-model.ts";
import { openWeights } from "../prepare/open-weights.ts";
import { type PreparedExport, type PrepareExportOptions, prepareParts } from "../prepare/prepare-export.ts";
import { peakMemoryOf } from "./peak-memory.ts";

/** What `planExport` takes: that of an export, without what is only written. */
export interface PlanExportOptions extends PrepareExportOptions, Omit<PlanPartOptions, "metadata"> {}

/** What an export would do, told from config.json and the headers of the weights. */
export interface ExportPlan {
  readonly modelType: string;
  readonly architectures: readonly string[];
  readonly checkpointFormat: "safetensors" | "pytorch";
  /** The checkpoint's weights: the files, their tensors and bytes. */
  readonly weights: { readonly files: readonly string[]; readonly tensors: number; readonly bytes: number };
  /** Every task of the model type: whether the checkpoint has what it needs. */
  readonly tasks: readonly TaskPlan[];
  /** The task that would be exported; undefined where none can be, as `problems` says. */
  readonly task: TaskName | undefined;
  /** What would be written for that task. */
  readonly export: ExportSummary | undefined;
  /** Bytes of all files that would be written or copied; linked files take none. */
  readonly bytes: number | undefined;
  /** Estimate of the memory that the export takes at most, in bytes. */
  readonly peakMemory: number | undefined;
  /** Why there is no export, in the words of the errors that it would throw. */
  readonly problems: readonly ExportProblem[];
}

/** Whether a checkpoint can be exported for a task, and if not, why. */
export interface TaskPlan {
  readonly task: Task;
  readonly possible: boolean;
  /** Why not. */
  readonly reason: string | undefined;
}

/** Why there would be no export: the error that it would end with. */
export interface ExportProblem {
  /** Name of the error class. */
  readonly error: string;
  /** The field of config.json that is wrong or not built, where that is the problem. */
  readonly field?: string;
  /** The values of that field that are built, where they can be listed; without them, the value is not one of its kind. */
  readonly allowed?: readonly unknown[];
  readonly message: string;
}

/**
 * Says what an export of a checkpoint would write, what it would need, and for which tasks the checkpoint has all
 * tensors. Reads config.json and headers, no weights. Throws where these cannot be read, and for an unknown model type; what
 * else hinders an export is told in the plan.
 */
export async function planExport(options: PlanExportOptions): Promise<ExportPlan> {
  const { checkpoint: folder, registry, framework } = options;
  const described = await describeModel(folder, registry);
  const checkpoint = await openWeights(folder, framework);
  try {
    const { modelType, definition, configJson } = described;
    const common = {
      modelType,
      architectures: architecturesOf(configJson),
      checkpointFormat: checkpoint.format,
      weights: {
        files: checkpoint.files,
        tensors: checkpoint.tensors.size,
        bytes: [...checkpoint.tensors.values()].reduce((sum, { byteLength }) => sum + byteLength, 0),
      },
    };
    const problems: ExportProblem[] = [];
    const config = attempt(problems, () => definition.parseConfig(configJson));
    if (!config) return { ...common, ...NOTHING, tasks: allFor(definition, problems[0]!.message), problems };
    const model: OpenedModel = { ...described, config, folder, checkpoint, close: () => checkpoint.close() };
    const tasks = tasksOf(definition).map((task) => planTask(model, task, options));
    const prepared = attempt(problems, () => prepareParts(model, options));
    if (!prepared) return { ...common, ...NOTHING, tasks, problems };
    return { ...common, tasks, problems, task: prepared.task, ...(await planWriting(prepared, options, problems)) };
  } finally {
    await checkpoint.close();
  }
}

const NOTHING = { task: undefined, export: undefined, bytes: undefined, peakMemory: undefined };

async function planWriting(
  prepared: PreparedExport,
  options: PlanExportOptions,
  problems: ExportProblem[],
): Promise<Pick<ExportPlan, "export" | "bytes" | "peakMemory">> {
  const metadata = provenance(prepared);
  const sized = attempt(problems, () =>
    planParts(prepared, { ...options, metadata }).map((plan) => ({ plan, size: sizeOf(plan) })),
  );
  if (!sized) return NOTHING;
  const made = await layoutFiles(
    prepared,
    sized.map(({ plan }) => plan),
  );
  const summary = summarize(prepared, sized, await sideFiles(prepared.folder, made));
  const written = summary.files.filter(({ kind }) => kind !== "link");
  return {
    export: summary,
    bytes: written.reduce((sum, { bytes }) => sum + bytes, 0),
    peakMemory: peakMemoryOf(prepared),
  };
}

const tasksOf = (definition: ModelDefinition): readonly Task[] => Object.keys(definition.tasks) as Task[];

const allFor = (definition: ModelDefinition, reason: string): TaskPlan[] =>
  tasksOf(definition).map((task) => ({ task, possible: false, reason }));

function planTask(model: OpenedModel, task: Task, options: PlanExportOptions): TaskPlan {
  const problems: ExportProblem[] = [];
  const { strict, onnxConfigOptions } = options;
  const possible = attempt(problems, () => prepareParts(model, { task, strict, onnxConfigOptions })) !== undefined;
  return { task, possible, reason: problems[0]?.message };
}

/** What a step gives; undefined where it fails for a reason that the user can know, which is added to the problems. */
function attempt<T>(problems: ExportProblem[], step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    if (!isTransonnxError(error) && !(error instanceof GraphError)) throw error;
    const { name, message } = error;
    const field = error instanceof ConfigError ? fieldOf(error) : {};
    problems.push({ error: name, ...field, message });
    return undefined;
  }
}

const fieldOf = ({ field, allowed }: ConfigError): Pick<ExportProblem, "field" | "allowed"> =>
  allowed === undefined ? { field } : { field, allowed };
