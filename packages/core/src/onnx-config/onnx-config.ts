import type { TensorType } from "@transonnx/graph";
import { checkDType, FLOAT_DTYPES, type FloatDType, INT_DTYPES, type IntDType } from "../dummy-inputs/dtypes.ts";
import type { DummyInputGenerator, DummyInputGeneratorClass } from "../dummy-inputs/dummy-input-generator.ts";
import { inputsFromPreprocessor } from "../dummy-inputs/inputs-from-preprocessor.ts";
import { type DummyInputOptions, type ResolvedDummyOptions, resolveDummyOptions } from "../dummy-inputs/options.ts";
import { type PreprocessorDummyOptions, resolvePreprocessorOptions } from "../dummy-inputs/preprocessor-options.ts";
import { OptionError } from "../errors/option-error.ts";
import { UnsupportedTaskError } from "../errors/task-errors.ts";
import { NormalizedConfig, type NormalizedConfigClass } from "../normalized-config/normalized-config.ts";
import type { AxesByName } from "../tasks/axes.ts";
import { COMMON_OUTPUTS } from "../tasks/common-outputs.ts";
import { TASKS, type Task } from "../tasks/task.ts";
import { baseTask } from "./base-task.ts";
import {
  computeSerializedParametersSize,
  DEFAULT_FIXED_BATCH,
  DEFAULT_FIXED_NUM_CHOICES,
  DEFAULT_FIXED_SEQUENCE,
  DEFAULT_ONNX_OPSET,
  EXTERNAL_DATA_FORMAT_SIZE_LIMIT,
} from "./constants.ts";
import { flattenOutputCollectionProperty } from "./flatten-output-collection-property.ts";
import { generateFromShapes } from "./generate-from-shapes.ts";
import { inputTypes } from "./input-types.ts";
import type { AtolForValidation, DummyInputs, OnnxConfigOptions } from "./options.ts";
import { orderInputs, renameInputs } from "./ordered-inputs.ts";
import type { PatchingSpec } from "./patching-spec.ts";
import type { PretrainedConfig } from "./pretrained-config.ts";

/** A class of configurations as a model's definition names it. */
export type OnnxConfigConstructor<
  C extends PretrainedConfig = PretrainedConfig,
  O extends OnnxConfig<C> = OnnxConfig<C>,
> = {
  new (config: C, task?: string, options?: OnnxConfigOptions): O;
  readonly supportsPast: boolean;
  readonly variants: Readonly<Record<string, string>>;
};

/** One size for each case of a validation. */
export type CaseSizes = readonly [number, number, number, number];

/** The tolerance of a task that a class's map leaves out. */
const DEFAULT_ATOL = 1e-5;

/**
 * Says how a model is exported: the names of its inputs and outputs, which of their axes are free at run time (all
 * others are fixed), and how dummy inputs are made. One class serves one architecture, and says `inputs`; the
 * classes between (TextEncoderOnnxConfig …) know a modality. Follows optimum.exporters.onnx.OnnxConfig
 * (optimum-onnx 0.1.0) and transformers.onnx.OnnxConfig (4.57).
 *
 * Models with past keys and values need a class that supports them; this one refuses `-with-past` tasks.
 */
export abstract class OnnxConfig<C extends PretrainedConfig = PretrainedConfig> {
  /** Names of the config's sizes that do not depend on the model. */
  static readonly normalizedConfigClass: NormalizedConfigClass = NormalizedConfig;
  /** Generators of dummy inputs; the first that supports a name makes it. */
  static readonly dummyInputGeneratorClasses: readonly DummyInputGeneratorClass[] = [];
  /** Largest absolute difference from the reference. */
  static readonly atolForValidation: AtolForValidation = DEFAULT_ATOL;
  /** The opset of an export for which none is asked. */
  static readonly defaultOnnxOpset: number = DEFAULT_ONNX_OPSET;
  /** The transformers that first had the architecture, for information: nothing of it runs here. */
  static readonly minTransformersVersion: string = "4.36.0";
  static readonly patchingSpecs: readonly PatchingSpec[] = [];
  /** Ways to export the model, with what each is for. */
  static readonly variants: Readonly<Record<string, string>> = { default: "The default ONNX variant." };
  static readonly defaultVariant: string = "default";
  /**
   * Whether sizes of outputs are computed from those of inputs: the patches of a picture, the frames of a sound. The
   * graph says them, and `outputs` need not: its names are then optimum's.
   */
  static readonly computesOutputSizes: boolean = false;
  /** Whether `-with-past` tasks are accepted. */
  static readonly supportsPast: boolean = false;

  readonly config: C;
  /** Optimum's name of the task, without `-with-past`. */
  readonly task: Task;
  readonly normalizedConfig: NormalizedConfig;
  readonly preprocessors: readonly unknown[];
  readonly intDtype: IntDType;
  readonly floatDtype: FloatDType;
  readonly patchingSpecs: readonly PatchingSpec[];
  /** Which of `parts` and `extraParts` this is for; undefined: the whole model. */
  readonly part: string | undefined;
  readonly #given: readonly [task: string, options: OnnxConfigOptions];
  #variant: string;

  /**
   * `config` is what the model's parser returns; `task` is a name of either generation. Throws UnsupportedTaskError
   * and OptionError.
   */
  constructor(config: C, task: string = "feature-extraction", options: OnnxConfigOptions = {}) {
    const name = new.target.name;
    this.config = config;
    this.task = baseTask(task, new.target.supportsPast, name);
    this.normalizedConfig = new new.target.normalizedConfigClass(config);
    this.preprocessors = options.preprocessors ?? [];
    this.intDtype = checkDType(name, "intDtype", options.intDtype ?? "int64", INT_DTYPES);
    this.floatDtype = checkDType(name, "floatDtype", options.floatDtype ?? "fp32", FLOAT_DTYPES);
    this.patchingSpecs = [...new.target.patchingSpecs, ...(options.patchingSpecs ?? [])];
    this.#variant = this.#checkedVariant(options.variant ?? "default");
    this.#given = [task, options];
    this.part = options.part === undefined ? undefined : this.#checkedPart(options.part);
  }

  /** transformers.onnx's way to make a configuration: the task is "default", feature extraction. */
  static fromModelConfig<C extends PretrainedConfig, O extends OnnxConfig<C>>(
    this: OnnxConfigConstructor<C, O>,
    config: C,
    task: string = "default",
  ): O {
    return new this(config, task);
  }

  static flattenOutputCollectionProperty = flattenOutputCollectionProperty;

  /** Whether this many float32 parameters do not fit in one ONNX file (2 GB). */
  static useExternalDataFormat(numParameters: number): boolean {
    return computeSerializedParametersSize(numParameters) >= EXTERNAL_DATA_FORMAT_SIZE_LIMIT;
  }

  get #statics(): typeof OnnxConfig {
    return this.constructor as typeof OnnxConfig;
  }

  /** The inputs in the order of the ONNX model, each with its free axes. */
  abstract get inputs(): AxesByName;

  /** The outputs in the order of the ONNX model, each with its free axes. By default, those common to the task. */
  get outputs(): AxesByName {
    return this.commonOutputs;
  }

  /** The outputs that models of the task have in common. */
  protected get commonOutputs(): AxesByName {
    const outputs = COMMON_OUTPUTS[this.task];
    if (outputs) return outputs;
    throw new UnsupportedTaskError({
      task: this.task,
      supported: TASKS.filter((task) => COMMON_OUTPUTS[task] !== null),
      where: `${this.#statics.name}.outputs`,
      advice: "Tasks whose outputs depend on the model need a class that overrides outputs",
    });
  }

  /** Which of the class's `variants` is exported. Setting "default" chooses `defaultVariant`. */
  get variant(): string {
    return this.#variant;
  }
  set variant(value: string) {
    this.#variant = this.#checkedVariant(value);
  }

  #checkedVariant(value: string): string {
    const { variants, defaultVariant, name } = this.#statics;
    const variant = value === "default" ? defaultVariant : value;
    if (Object.hasOwn(variants, variant)) return variant;
    throw new OptionError({ where: name, option: "variant", value, allowed: Object.keys(variants) });
  }

  /**
   * The parts of the model that are written, a file each, in place of the whole; one part alone is written as `model.onnx`.
   * Their names are those of the files and of the task's `parts`. Default: none, the whole is one file.
   */
  get parts(): readonly string[] {
    return [];
  }

  /** Parts that are written besides, where a layout's loader reads such files. Default none. */
  get extraParts(): readonly string[] {
    return [];
  }

  /** The configuration of a part: its `inputs` and `outputs` are that part's. Throws OptionError. */
  withPart(part: string): this {
    const Class = this.constructor as new (config: C, task: string, options: OnnxConfigOptions) => this;
    const [task, options] = this.#given;
    return new Class(this.config, task, { ...options, variant: this.variant, part });
  }

  #checkedPart(value: string): string {
    const allowed = [...this.parts, ...this.extraParts];
    if (allowed.includes(value)) return value;
    throw new OptionError({ where: this.#statics.name, option: "part", value, allowed });
  }

  /** The tolerance of this task. */
  get atolForValidation(): number {
    const atol = this.#statics.atolForValidation;
    return typeof atol === "number" ? atol : (atol[this.task] ?? DEFAULT_ATOL);
  }

  get defaultOnnxOpset(): number {
    return this.#statics.defaultOnnxOpset;
  }

  /** Fields of the config that an export sets: no cache in a model without past. */
  get valuesOverride(): Readonly<Record<string, unknown>> | undefined {
    return Object.hasOwn(this.config, "use_cache") ? { use_cache: false } : undefined;
  }

  /** Sizes that a preprocessor's dummy inputs have for dynamic axes. */
  get defaultBatchSize(): number {
    return DEFAULT_FIXED_BATCH;
  }
  get defaultSequenceLength(): number {
    return DEFAULT_FIXED_SEQUENCE;
  }
  get defaultNumChoices(): number {
    return DEFAULT_FIXED_NUM_CHOICES;
  }

  /**
   * The parameters of transformers' `forward`, in whose order the ONNX model has its inputs. Default: the order of
   * `inputs`.
   */
  static readonly forwardParameters: readonly string[] | undefined = undefined;

  /** Names of transformers' `forward` parameters to names in the ONNX model, where they differ. */
  get torchToOnnxInputMap(): Readonly<Record<string, string>> {
    return {};
  }
  /** Names of transformers' outputs to names in the ONNX model, where they differ. */
  get torchToOnnxOutputMap(): Readonly<Record<string, string>> {
    return {};
  }

  /** For a class whose input names are too general: the inputs under better ones. */
  renameAmbiguousInputs(inputs: AxesByName): AxesByName {
    return inputs;
  }

  /**
   * The inputs of the ONNX model under its names. With `parameters` (the names that transformers' `forward` takes)
   * they have that order, and inputs that it does not take are left out.
   */
  orderedInputs(parameters?: readonly string[]): AxesByName {
    const inputs = this.renameAmbiguousInputs(this.inputs);
    return renameInputs(parameters ? orderInputs(inputs, parameters) : inputs, this.torchToOnnxInputMap);
  }

  /** Whether the graph names the sizes of outputs that `outputs` leaves open. */
  get computesOutputSizes(): boolean {
    return this.#statics.computesOutputSizes;
  }

  /**
   * Axes of inputs that have a name in optimum's files although the model takes one size alone, such as `num_channels`,
   * with that size.
   */
  get fixedSizes(): Readonly<Record<string, number>> {
    return {};
  }

  /**
   * Axes that are free in our files and not in optimum's, which take one size alone although the model takes any: their names, by
   * input of the ONNX model. `inputs` has them not.
   */
  get freedAxes(): AxesByName {
    return {};
  }

  /** Keywords of generateDummyInputs that give an axis its size, by the axis, where they have another name. */
  get sizeKeywords(): Readonly<Record<string, string>> {
    return {};
  }

  /**
   * Sizes that a validation runs, by keyword, one for each of its cases: for axes of which the model takes some sizes only.
   * All others are small and vary.
   */
  get validationSizes(): Readonly<Record<string, CaseSizes>> {
    return {};
  }

  /** The inputs of the ONNX model: under its names, in its order, with `freedAxes`. */
  get onnxInputs(): AxesByName {
    const { freedAxes } = this;
    const inputs = Object.entries(this.orderedInputs(this.#statics.forwardParameters));
    return Object.fromEntries(inputs.map(([name, axes]) => [name, { ...axes, ...freedAxes[name] }]));
  }

  /** Inputs of the ONNX model that it only has where it reads them; all others it has in any case. */
  get optionalInputs(): readonly string[] {
    return [];
  }

  /** Element type and shape of the ONNX model's inputs: named axes are symbols but for fixed ones, all others as in the dummy inputs. */
  inputTypes(shapes: DummyInputOptions = {}): Readonly<Record<string, TensorType>> {
    const dummyInputs = this.onnxDummyInputs(this.generateDummyInputs({ batch_size: 1, ...shapes }));
    return inputTypes(this.#statics.name, this.onnxInputs, dummyInputs, this.fixedSizes);
  }

  /** Arrays by the names of `inputs`, under the names and in the order of the ONNX model. */
  onnxDummyInputs(inputs: DummyInputs): DummyInputs {
    const onnxName = (name: string) => this.torchToOnnxInputMap[name] ?? name;
    const renamed = Object.fromEntries(Object.entries(inputs).map(([name, array]) => [onnxName(name), array]));
    return Object.fromEntries(Object.keys(this.onnxInputs).map((name) => [name, renamed[name]!]));
  }

  /** Instances of the class's generators, which share sizes and random numbers. Override to choose them by task. */
  createDummyInputGenerators(options: DummyInputOptions = {}): readonly DummyInputGenerator[] {
    const classes = this.#statics.dummyInputGeneratorClasses;
    const resolved = resolveDummyOptions(
      options,
      classes.flatMap(({ ownOptions }) => ownOptions),
    );
    return classes.map(
      (Generator) =>
        new Generator(this.task, this.normalizedConfigOf(Generator), this.dummyOptionsOf(Generator, resolved)),
    );
  }

  /** The config that one of the generators reads: this one's, unless a class overrides it. */
  protected normalizedConfigOf(_generator: DummyInputGeneratorClass): NormalizedConfig {
    return this.normalizedConfig;
  }

  /** The sizes that one of the generators goes by: those of all, unless a class overrides it. */
  protected dummyOptionsOf(_generator: DummyInputGeneratorClass, resolved: ResolvedDummyOptions): ResolvedDummyOptions {
    return resolved;
  }

  /**
   * Dummy inputs from shapes alone, as optimum makes them. Every size has a default (DEFAULT_DUMMY_SHAPES), the values
   * depend on `seed` (default 0). Throws UnknownOptionError, OptionError, and TransonnxError where no generator makes an
   * input.
   */
  generateDummyInputs(options?: DummyInputOptions): DummyInputs;
  /**
   * Dummy inputs from a preprocessor, as transformers.onnx makes them: a tokenizer encodes one token repeated, an
   * image processor gets random pixels, a feature extractor a tone (DEFAULT_PREPROCESSOR_OPTIONS).
   */
  generateDummyInputs(options: PreprocessorDummyOptions): Promise<DummyInputs>;
  generateDummyInputs(options: DummyInputOptions | PreprocessorDummyOptions = {}): DummyInputs | Promise<DummyInputs> {
    const dtypes = { intDtype: this.intDtype, floatDtype: this.floatDtype };
    if ("preprocessor" in options || "tokenizer" in options) {
      const wanted = { task: this.task, inputNames: this.preprocessorInputNames, ...dtypes };
      return inputsFromPreprocessor(wanted, resolvePreprocessorOptions(options)).then((made) =>
        this.completeDummyInputs(made),
      );
    }
    const generators = this.createDummyInputGenerators(options);
    return this.completeDummyInputs(
      generateFromShapes(this.#statics.name, Object.keys(this.inputs), generators, dtypes),
    );
  }

  /** The inputs that a preprocessor has to make. */
  protected get preprocessorInputNames(): readonly string[] {
    return Object.keys(this.inputs);
  }

  /** The dummy inputs with what depends on several of them. */
  protected completeDummyInputs(inputs: DummyInputs): DummyInputs {
    return inputs;
  }

  /** The inputs for ONNX Runtime, from those of the reference. The same, unless a class overrides it. */
  generateDummyInputsOnnxruntime(referenceModelInputs: DummyInputs): DummyInputs {
    return referenceModelInputs;
  }

  /** The same for a validation that knows the names of the written model's inputs. */
  generateDummyInputsForValidation(
    referenceModelInputs: DummyInputs,
    _onnxInputNames?: readonly string[],
  ): DummyInputs {
    return this.generateDummyInputsOnnxruntime(referenceModelInputs);
  }

  flattenOutputCollectionProperty<T>(name: string, field: Iterable<T | readonly T[]>): Readonly<Record<string, T>> {
    return flattenOutputCollectionProperty(name, field);
  }

  useExternalDataFormat(numParameters: number): boolean {
    return this.#statics.useExternalDataFormat(numParameters);
  }

  /**
   * For a class that changes its files after they are written. Returns what the export consists of from then on: by
   * default what came in, as tied weights are written once and need no clearing up.
   */
  async postProcessExportedModels<M>(
    _path: string,
    modelsAndOnnxConfigs: M,
    onnxFilesSubpaths: readonly string[],
  ): Promise<readonly [M, readonly string[]]> {
    return [modelsAndOnnxConfigs, onnxFilesSubpaths];
  }
}
