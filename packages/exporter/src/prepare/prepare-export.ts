import { type OnnxConfig, type OnnxConfigOptions, OptionError, type Task } from "@transonnx/core";
import { type TargetName, targetNames, targetOf } from "../lowering/targets.ts";
import { buildModelGraph, type ModelGraph } from "../model-graph.ts";
import { chooseTask } from "./choose-task.ts";
import { type OpenedModel, type OpenModelOptions, openModel } from "./open-model.ts";

/** One ONNX file of an export. */
export interface ExportPart {
  /** `model`; the parts of an encoder-decoder are `encoder_model`, `decoder_model`. */
  readonly name: string;
  /** Its path in the output. */
  readonly file: string;
  readonly graph: ModelGraph;
  readonly opset: number;
}

/** A checkpoint ready to be exported: its graphs are built, its weights not read. */
export interface PreparedExport extends OpenedModel {
  readonly task: Task;
  readonly parts: readonly ExportPart[];
}

/** How a model becomes parts. */
export interface PartOptions {
  /** A task of either generation's names, or "auto" (default): that of config.json's `architectures`. */
  readonly task?: string;
  /** Which runtime the file is for. Default "onnxruntime". */
  readonly target?: TargetName;
  /** Default: that of the target. */
  readonly opset?: number;
  /** Whether a tensor that nobody reads is an error, also one that the definition allows. Default false. */
  readonly strict?: boolean;
  /** For the OnnxConfig: preprocessors, element types of inputs, patching specs, the variant. */
  readonly onnxConfigOptions?: OnnxConfigOptions;
  /** Configurations that replace those of the definition, by the name of the part (optimum's `custom_onnx_configs`). */
  readonly customOnnxConfigs?: Readonly<Record<string, OnnxConfig>>;
}

export interface PrepareExportOptions extends OpenModelOptions, PartOptions {}

/**
 * Opens a checkpoint and builds the graph of a task, from config.json and the headers of the weights alone. `close` what
 * it returns. Throws what `openModel`, `chooseTask` and `buildModelGraph` throw.
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

/** Builds the graphs of an opened model. */
export function prepareParts(model: OpenedModel, options: PartOptions = {}): PreparedExport {
  const { definition, config, configJson, checkpoint, sentenceTransformer } = model;
  const { target, strict, onnxConfigOptions, customOnnxConfigs = {} } = options;
  checkParts(customOnnxConfigs);
  const custom = customOnnxConfigs[PART];
  const sentence = sentenceTransformer !== undefined;
  const task = chooseTask(definition, { config: configJson, task: options.task ?? custom?.task, sentence });
  const onnxConfig = custom ?? new definition.onnxConfig(config, task, onnxConfigOptions);
  const graph = buildModelGraph({ definition, config, onnxConfig, tensors: checkpoint.tensors, strict });
  const opset = options.opset ?? opsetOf(target, onnxConfig);
  return { ...model, task, parts: [{ name: PART, file: `${PART}.onnx`, graph, opset }] };
}

/** The only part of an encoder. */
const PART = "model";

function checkParts(configs: Readonly<Record<string, OnnxConfig>>): void {
  for (const part of Object.keys(configs))
    if (part !== PART)
      throw new OptionError({ where: "prepareExport", option: "customOnnxConfigs", value: part, allowed: [PART] });
}

function opsetOf(target: TargetName | undefined, onnxConfig: OnnxConfig): number {
  if (target === undefined) return onnxConfig.defaultOnnxOpset;
  if (!targetNames.includes(target))
    throw new OptionError({ where: "exportModel", option: "target", value: target, allowed: targetNames });
  return targetOf(target).opset;
}
