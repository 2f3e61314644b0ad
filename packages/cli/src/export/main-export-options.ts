import {
  type BothCases,
  DEFAULT_DUMMY_SHAPES,
  type DummyShapes,
  type OnnxConfig,
  OptionError,
  type PatchingSpec,
  type Registry,
  UnknownOptionError,
} from "@transonnx/core";
import type { ExportDType, LayoutName, TargetName, WeightsMode } from "@transonnx/exporter";
import { type HubOptions, hubOptionNames } from "../hub/hub-options.ts";
import type { PluginOptions } from "../plugins/index.ts";
import { notBuilt } from "./not-built.ts";
import type { PreprocessorKind } from "./preprocessor-files.ts";

/**
 * Options of `mainExport`. The first group is optimum's `main_export`, in camelCase; sizes of dummy inputs
 * (`batchSize: 2`, `sequenceLength: 16` …) are those of the inputs for validation.
 */
export interface MainExportOptions extends BothCases<Partial<DummyShapes>>, HubOptions, PluginOptions {
  /** A task of either generation's names. Default "auto": that of config.json's `architectures`. */
  readonly task?: string;
  /** Default: that of the target. */
  readonly opset?: number;
  /** Default "fp32". */
  readonly dtype?: ExportDType;
  /** Whose weights: "pt", "safetensors". Default: what is there, safetensors first. */
  readonly framework?: string;
  /** Largest absolute difference in validation. Default: the configuration's. */
  readonly atol?: number;
  /** Whether the written file is compared with the reference before it is put in place. Default true. */
  readonly doValidation?: boolean;
  /** Default true. */
  readonly doConstantFolding?: boolean;
  /** Whether an encoder-decoder becomes one file, which keeps no past. Default false. */
  readonly monolith?: boolean;
  /** Whether the two decoders of an encoder-decoder are left unmerged. Default false. */
  readonly noPostProcess?: boolean;
  /** Configurations that replace those of the model type, by part: `{ model }`. */
  readonly customOnnxConfigs?: Readonly<Record<string, OnnxConfig>>;
  /** Default "default". */
  readonly variant?: string;

  /** Whose files these are to be: "optimum" (default), "transformers.js", "genai". */
  readonly layout?: LayoutName;
  /** Which runtime the file is for. Default: that of the layout, else "onnxruntime". */
  readonly target?: TargetName;
  /** Where the weights lie. Default: in the file, or beside it where it would exceed 2 GiB. */
  readonly weights?: WeightsMode;
  /** Takes every tensor that is not read, and every check that does not run, for an error. Default false. */
  readonly strict?: boolean;
  /** Replaces the files of an earlier export. Default false. */
  readonly force?: boolean;
  /** A safetensors file of inputs and outputs made elsewhere, which the export is compared with as well. */
  readonly reference?: string;
  /** Files that the checkpoint must hold. Default "auto": none. */
  readonly preprocessor?: PreprocessorKind;
  /** Bodies that stand in for operators in this export. */
  readonly patchingSpecs?: readonly PatchingSpec[];
  /** Default: every model type of transonnx, and those of plugins. */
  readonly registry?: Registry;
  /** Bytes written so far, and of how many. */
  readonly onProgress?: (written: number, total: number) => void;
  /** Called before each case of the validation. */
  readonly onCase?: (name: string, index: number, count: number) => void;
  readonly signal?: AbortSignal;
}

const where = "mainExport";

const known: Readonly<Record<Exclude<keyof MainExportOptions, keyof BothCases<DummyShapes>>, true>> = {
  ...hubOptionNames,
  task: true,
  opset: true,
  dtype: true,
  framework: true,
  atol: true,
  doValidation: true,
  doConstantFolding: true,
  monolith: true,
  noPostProcess: true,
  customOnnxConfigs: true,
  variant: true,
  layout: true,
  target: true,
  weights: true,
  strict: true,
  force: true,
  reference: true,
  preprocessor: true,
  patchingSpecs: true,
  registry: true,
  plugins: true,
  preferPlugin: true,
  discoverPlugins: true,
  onProgress: true,
  onCase: true,
  signal: true,
};

const camelCase = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const shapeNames = Object.keys(DEFAULT_DUMMY_SHAPES).flatMap((name) => [name, camelCase(name)]);

/**
 * The sizes among the options. Throws OptionError for an option of optimum's that is not built, by its name, and
 * UnknownOptionError for one that nobody knows.
 */
export function checkedShapes(options: MainExportOptions): Partial<DummyShapes> {
  const shapes: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || value === null || Object.hasOwn(known, name)) continue;
    if (shapeNames.includes(name)) {
      shapes[name] = value;
      continue;
    }
    const entry = notBuilt.find(({ option }) => option === name);
    if (!entry) throw new UnknownOptionError({ where, option: name, known: [...Object.keys(known), ...shapeNames] });
    if (!entry.accepted.includes(value))
      throw new OptionError({ where, option: name, value, expected: "an option that is built", advice: entry.advice });
  }
  return shapes;
}
