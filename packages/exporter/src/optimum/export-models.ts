import type { ByteSource } from "@transonnx/checkpoint";
import { type OnnxConfig, OptionError } from "@transonnx/core";
import type { WriteExportOptions } from "../export/export-model.ts";
import { planPart } from "../export/plan-part.ts";
import { provenance } from "../export/provenance.ts";
import { linkFiles, writePart } from "../export/write-part.ts";
import type { TargetName } from "../lowering/targets.ts";
import type { OutputFolder } from "../outputs/output-folder.ts";
import type { OpenedModel } from "../prepare/open-model.ts";
import { prepareParts } from "../prepare/prepare-export.ts";

/** Names of a written file's inputs and outputs, in order. */
export type InputsAndOutputs = readonly [inputs: readonly string[], outputs: readonly string[]];

/** What `exportOnnx` takes besides the model, its configuration and the output. */
export interface ExportOnnxOptions
  extends Pick<WriteExportOptions, "weights" | "patchingSpecs" | "onProgress" | "signal"> {
  /** The file's path in the output. Default "model.onnx". */
  readonly file?: string;
  /** Default: that of the target, and without a target that of the configuration. */
  readonly opset?: number;
  /** Which runtime the file is for. Default "onnxruntime". */
  readonly target?: TargetName;
  /** Default true. */
  readonly doConstantFolding?: boolean;
}

/**
 * Writes one ONNX file of a model that is open, with a configuration of the caller's: optimum's `export`. It stages the
 * file only, as one of several maybe: `output.commit()` is the caller's.
 */
export function exportOnnx(
  model: OpenedModel,
  config: OnnxConfig,
  output: OutputFolder,
  options: ExportOnnxOptions = {},
): Promise<InputsAndOutputs> {
  return stage(model, config, output, options, new Map());
}

async function stage(
  model: OpenedModel,
  config: OnnxConfig,
  output: OutputFolder,
  options: ExportOnnxOptions,
  linked: Map<string, ByteSource>,
): Promise<InputsAndOutputs> {
  const { file = "model.onnx", opset, target, doConstantFolding, ...others } = options;
  const prepared = prepareParts(model, { opset, target, customOnnxConfigs: { model: config } });
  const plan = planPart({ ...prepared.parts[0]!, file }, prepared, {
    ...others,
    foldConstants: doConstantFolding,
    metadata: provenance(prepared),
  });
  await linkFiles([plan], output, linked);
  await writePart(plan, output, options);
  const { inputs, outputs } = plan.spec.graph;
  return [inputs.map(({ name }) => name), outputs.map(({ name }) => name)];
}

/** Models with their configurations, by the name of the file without `.onnx`. */
export type ModelsAndOnnxConfigs = Readonly<Record<string, readonly [model: OpenedModel, config: OnnxConfig]>>;

/** What `exportModels` takes besides the models with their configurations and the output. */
export interface ExportModelsOptions extends Omit<ExportOnnxOptions, "file" | "onProgress"> {
  /** Paths of the files, in the order of the models. Default: their names with `.onnx`. */
  readonly outputNames?: readonly string[];
}

/**
 * Writes several models into one output: optimum's `export_models`. Returns the names of all inputs and of all outputs,
 * model by model. Like `exportOnnx` it leaves the commit to the caller.
 */
export async function exportModels(
  modelsAndOnnxConfigs: ModelsAndOnnxConfigs,
  output: OutputFolder,
  { outputNames, ...options }: ExportModelsOptions = {},
): Promise<readonly [inputs: readonly (readonly string[])[], outputs: readonly (readonly string[])[]]> {
  const models = Object.entries(modelsAndOnnxConfigs);
  if (outputNames && outputNames.length !== models.length)
    throw new OptionError({
      where: "exportModels",
      option: "outputNames",
      value: outputNames,
      expected: `a name for each of the ${models.length} models`,
    });
  const written: InputsAndOutputs[] = [];
  const linked = new Map<string, ByteSource>();
  for (const [i, [name, [model, config]]] of models.entries()) {
    const file = outputNames?.[i] ?? `${name}.onnx`;
    written.push(await stage(model, config, output, { ...options, file }, linked));
  }
  return [written.map(([inputs]) => inputs), written.map(([, outputs]) => outputs)];
}
