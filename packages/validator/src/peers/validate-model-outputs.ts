import {
  type DummyInputOptions,
  type OnnxConfig,
  OptionError,
  OutputMatchError,
  type PreprocessorLike,
} from "@transonnx/core";
import { assertValid, type ValidationReport } from "../report.ts";
import type { ModelSource, Runtime } from "../runtime/runtime.ts";
import { type ReferenceModel, validateModel } from "../validate-model.ts";

/** What `validateModelOutputs` takes besides the configuration, the model and the file. */
export interface ValidateModelOutputsOptions {
  /** Default: the configuration's. */
  readonly atol?: number;
  /** Sizes of the first case, under the keywords of generateDummyInputs. */
  readonly inputShapes?: DummyInputOptions;
  /** Only "cpu". */
  readonly device?: string;
  /** transformers.onnx's argument: a further case from a tokenizer or processor. */
  readonly preprocessor?: PreprocessorLike;
  /** transformers.onnx's deprecated name of `preprocessor`. */
  readonly tokenizer?: PreprocessorLike;
  readonly runtime?: Runtime;
  /** Whether a check that did not run is an error. Default false. */
  readonly strict?: boolean;
}

/**
 * optimum's `validate_model_outputs`, and transformers.onnx's with its `preprocessor` among the options: `validateModel`,
 * and its gravest failure thrown. `onnxNamedOutputs` are the outputs that the export announced. Upstream's `use_subprocess`
 * and `model_kwargs` have no counterpart, as nothing runs in a process or model of Python. Values are compared one by one, as
 * numpy.allclose does.
 *
 * Throws OutputMatchError, ShapeError, AtolError, and what else a check finds.
 */
export async function validateModelOutputs(
  config: OnnxConfig,
  referenceModel: ReferenceModel,
  onnxModel: string | Uint8Array | ModelSource,
  onnxNamedOutputs: readonly string[],
  options: ValidateModelOutputsOptions = {},
): Promise<ValidationReport> {
  const report = await reportOf(config, referenceModel, onnxModel, onnxNamedOutputs, options);
  assertValid(report, options);
  return report;
}

/** What `validateModelsOutputs` takes besides the models and the folder. */
export interface ValidateModelsOutputsOptions extends ValidateModelOutputsOptions {
  /** Files of the models under the folder, in their order. Default: `<name>.onnx`. */
  readonly onnxFilesSubpaths?: readonly string[];
}

/**
 * optimum's `validate_models_outputs`: validates the models of one export, all of them, then throws the first failure.
 * `modelsAndOnnxConfigs` and `onnxNamedOutputs` have the same order. Gives the reports by name.
 */
export async function validateModelsOutputs(
  modelsAndOnnxConfigs: Readonly<Record<string, readonly [ReferenceModel, OnnxConfig]>>,
  onnxNamedOutputs: readonly (readonly string[])[],
  outputDir: string,
  options: ValidateModelsOutputsOptions = {},
): Promise<Readonly<Record<string, ValidationReport>>> {
  const models = Object.entries(modelsAndOnnxConfigs);
  const { onnxFilesSubpaths = models.map(([name]) => `${name}.onnx`) } = options;
  const where = "validateModelsOutputs";
  for (const [option, value] of Object.entries({ onnxNamedOutputs, onnxFilesSubpaths }))
    if (value.length !== models.length)
      throw new OptionError({
        where,
        option,
        value: value.length,
        expected: `one entry for each of ${models.length} models`,
      });
  const reports: Record<string, ValidationReport> = {};
  const failures: unknown[] = [];
  for (const [i, [name, [model, config]]] of models.entries()) {
    const path = `${outputDir.replace(/\/+$/, "")}/${onnxFilesSubpaths[i]}`;
    try {
      reports[name] = await reportOf(config, model, path, onnxNamedOutputs[i]!, options);
      assertValid(reports[name], options);
    } catch (failure) {
      failures.push(failure);
    }
  }
  if (failures.length > 0) throw failures[0];
  return reports;
}

async function reportOf(
  onnxConfig: OnnxConfig,
  model: ReferenceModel,
  path: string | Uint8Array | ModelSource,
  onnxNamedOutputs: readonly string[],
  { atol, inputShapes: shapes, device = "cpu", preprocessor, tokenizer, runtime }: ValidateModelOutputsOptions,
): Promise<ValidationReport> {
  if (device !== "cpu")
    throw new OptionError({ where: "validateModelOutputs", option: "device", value: device, allowed: ["cpu"] });
  const expected = Object.keys(onnxConfig.outputs);
  if (`${expected}` !== `${onnxNamedOutputs}`)
    throw new OutputMatchError({ expected, found: onnxNamedOutputs, where: "onnxNamedOutputs" });
  return validateModel({
    ...{ onnxConfig, inputs: model.inputs, outputs: model.outputs, parameter: model.parameter, model: path },
    ...{ atol, shapes, preprocessor: preprocessor ?? tokenizer, runtime, elementwise: true },
  });
}
