import {
  type OnnxConfig,
  type OnnxConfigOptions,
  OptionError,
  type Task,
  type TaskName,
  withoutPast,
} from "@transonnx/core";
import type { Layout } from "../layouts/layout.ts";
import { type LayoutName, layoutNames, layoutOf } from "../layouts/layouts.ts";
import { type Target, type TargetName, targetNames, targetOf } from "../lowering/targets.ts";
import { buildModelGraphs, type ModelGraph } from "../model-graph.ts";
import { checkPreprocessors } from "../preprocessors/check-preprocessors.ts";
import { chooseTask } from "./choose-task.ts";
import { type OpenedModel, type OpenModelOptions, openModel } from "./open-model.ts";
import { type PartConfig, partConfigs } from "./part-configs.ts";

/** One ONNX file of an export. */
export interface PartFile {
  /** `model`; those of an encoder-decoder are `encoder_model`, `decoder_model`, …; others as their configuration calls them. */
  readonly name: string;
  /** Its path in the output. */
  readonly file: string;
  readonly opset: number;
}

/** A file of one graph. */
export interface ExportPart extends PartFile {
  readonly target: Target;
  readonly graph: ModelGraph;
}

/** A file that holds two decoders, either of which runs as the input `use_cache_branch` says. */
export interface MergedPart extends PartFile {
  /** The branch for `use_cache_branch` false. */
  readonly noPast: ExportPart;
  /** The branch for true. */
  readonly withPast: ExportPart;
}

/** A checkpoint ready to be exported: its graphs are built, its weights not read. */
export interface PreparedExport extends OpenedModel {
  readonly task: TaskName;
  readonly layout: Layout;
  /** The files of one graph that are written. */
  readonly parts: readonly ExportPart[];
  /** Set where two decoders come in one file; the layout says whether they are among the parts as well. */
  readonly merged: MergedPart | undefined;
}

/** The graphs of an export: those of its parts, and those that come in a merged file alone. */
export function graphPartsOf({ parts, merged }: Pick<PreparedExport, "parts" | "merged">): readonly ExportPart[] {
  return [...new Set([...parts, ...(merged ? [merged.noPast, merged.withPast] : [])])];
}

/** How a model becomes parts. */
export interface PartOptions {
  /** A task of either generation's names, or "auto" (default): that of config.json's `architectures`. */
  readonly task?: string;
  /** Whose files these are to be. Default "optimum". */
  readonly layout?: LayoutName;
  /** Which runtime the file is for. Default: that of the layout, else "onnxruntime". */
  readonly target?: TargetName;
  /** Default: that of the target. */
  readonly opset?: number;
  /** Whether a tensor that nobody reads is an error, also one that the definition allows. Default false. */
  readonly strict?: boolean;
  /** Whether a model of several parts becomes one file; that of an encoder-decoder keeps no past. Default false. */
  readonly monolith?: boolean;
  /** Whether the two decoders of an encoder-decoder are left unmerged. Default false. */
  readonly noPostProcess?: boolean;
  /** For the OnnxConfig: preprocessors, element types of inputs, patching specs, the variant. */
  readonly onnxConfigOptions?: OnnxConfigOptions;
  /** Configurations that replace those of the definition, by the name of the part (optimum's `custom_onnx_configs`). */
  readonly customOnnxConfigs?: Readonly<Record<string, OnnxConfig>>;
}

/** What `prepareExport` takes: a checkpoint, the model types, and which files are wanted. */
export interface PrepareExportOptions extends OpenModelOptions, PartOptions {}

/**
 * Opens a checkpoint and builds the graph of a task, from config.json and the headers of the weights alone. `close` what
 * it returns. Throws what `openModel`, `chooseTask`, `buildModelGraph` and `prepareParts` throw.
 */
export async function prepareExport(options: PrepareExportOptions): Promise<PreparedExport> {
  const model = await openModel(options);
  try {
    return prepareParts(model, options);
  } catch (error) {
    await model.close();
    throw error;
  }
}

/**
 * Builds the graphs of an opened model. Throws LayoutError where the layout does not take them, and PreprocessorError where the
 * checkpoint's preprocessor makes other inputs.
 */
export function prepareParts(model: OpenedModel, options: PartOptions = {}): PreparedExport {
  const { definition, config, configJson, checkpoint, sentenceTransformer } = model;
  const { strict, monolith, noPostProcess, customOnnxConfigs = {} } = options;
  const layout = knownLayout(options.layout ?? "optimum");
  const target = options.target ?? layout.target;
  const runtime = knownTarget(target ?? "onnxruntime");
  const sentence = sentenceTransformer !== undefined;
  const named = options.task ?? taskNameOf(customOnnxConfigs.model);
  const task = chooseTask(definition, { config: configJson, task: named, sentence, monolith });
  const configs = configsOf(model, task, layout, options);
  const onnxConfigs = configs.map(({ onnxConfig }) => onnxConfig);
  const graphs = buildModelGraphs({ definition, config, onnxConfigs, tensors: checkpoint.tensors, strict });
  checkPreprocessors(model.preprocessors, graphs);
  const all = configs.map(({ name, onnxConfig }, i): ExportPart => {
    const opset = options.opset ?? (target === undefined ? onnxConfig.defaultOnnxOpset : runtime.opset);
    return { name, file: fileOf(name, layout), graph: graphs[i]!, opset, target: runtime };
  });
  const merged = noPostProcess ? undefined : mergedOf(all, layout);
  const halves = merged && layout.mergedAlone ? [merged.noPast, merged.withPast] : [];
  const parts = all.filter((part) => !halves.includes(part));
  const prepared: PreparedExport = { ...model, task, layout, parts, merged };
  layout.check?.(prepared);
  return prepared;
}

const fileOf = (name: string, { folder = "" }: Layout): string => `${folder}${name}.onnx`;

/** The configurations of all parts, the caller's in place of the definition's. */
function configsOf(
  { definition, config }: OpenedModel,
  task: TaskName,
  { extraParts }: Layout,
  options: PartOptions,
): readonly PartConfig[] {
  const { monolith, onnxConfigOptions, customOnnxConfigs = {} } = options;
  const { model } = customOnnxConfigs;
  const onnxConfig = model ?? new definition.onnxConfig(config, task, onnxConfigOptions);
  const own = model
    ? [{ name: "model", onnxConfig }]
    : partConfigs(definition.tasks[withoutPast(task) as Task]!, onnxConfig, { monolith, extraParts });
  const names = own.map(({ name }) => name);
  for (const part of Object.keys(customOnnxConfigs))
    if (!names.includes(part))
      throw new OptionError({ where: "prepareExport", option: "customOnnxConfigs", value: part, allowed: names });
  return own.map(({ name, onnxConfig }) => ({ name, onnxConfig: customOnnxConfigs[name] ?? onnxConfig }));
}

/** The task of a configuration, with `-with-past` where it has keys and values. */
const taskNameOf = (onnxConfig: OnnxConfig | undefined): string | undefined =>
  onnxConfig && "taskName" in onnxConfig ? (onnxConfig.taskName as string) : onnxConfig?.task;

/** The name of the file that holds both decoders. */
export const MERGED_DECODER = "decoder_model_merged";

/** What the two decoders of an encoder-decoder become, where both are there. */
function mergedOf(parts: readonly ExportPart[], layout: Layout): MergedPart | undefined {
  const noPast = parts.find(({ name }) => name === "decoder_model");
  const withPast = parts.find(({ name }) => name === "decoder_with_past_model");
  if (!noPast || !withPast) return undefined;
  const name = MERGED_DECODER;
  return { name, file: fileOf(name, layout), opset: noPast.opset, noPast, withPast };
}

function knownLayout(layout: LayoutName): Layout {
  if (!layoutNames.includes(layout))
    throw new OptionError({ where: "exportModel", option: "layout", value: layout, allowed: layoutNames });
  return layoutOf(layout);
}

function knownTarget(target: TargetName): Target {
  if (!targetNames.includes(target))
    throw new OptionError({ where: "exportModel", option: "target", value: target, allowed: targetNames });
  return targetOf(target);
}
