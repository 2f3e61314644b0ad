import type { DType, NDArray } from "@transonnx/graph";
import type { NormalizedConfig } from "../normalized-config/normalized-config.ts";
import type { Task } from "../tasks/task.ts";
import type { FloatDType, IntDType } from "./dtypes.ts";
import { type DummyInputOptions, positive, type ResolvedDummyOptions, resolveDummyOptions } from "./options.ts";
import type { RandomSource } from "./random-source.ts";
import {
  concatInputs,
  constantTensor,
  type PaddingSide,
  padInputOnDim,
  randomFloatTensor,
  randomIntTensor,
  randomMaskTensor,
} from "./tensors.ts";

/** Element types of the inputs that a generator makes. */
export interface DummyDTypes {
  /** Default "int64". */
  readonly intDtype?: IntDType;
  /** Default "fp32". */
  readonly floatDtype?: FloatDType;
}

/** A class whose instances make the inputs of one modality. */
export interface DummyInputGeneratorClass<G extends DummyInputGenerator = DummyInputGenerator> {
  new (task: Task, normalizedConfig: NormalizedConfig, options?: DummyInputOptions | ResolvedDummyOptions): G;
  readonly supportedInputNames: readonly string[];
  readonly ownOptions: readonly string[];
}

/**
 * Makes the dummy inputs of a modality. A subclass lists the names that it can make and implements `generate`.
 * Values are random but depend on the seed alone.
 */
export abstract class DummyInputGenerator {
  /** Beginnings of the input names that `generate` accepts: "past_key_values" covers "past_key_values.0.key". */
  static readonly supportedInputNames: readonly string[] = [];
  /** snake_case names of options that only this class knows; it finds their values in `options.more`. */
  static readonly ownOptions: readonly string[] = [];

  readonly task: Task;
  readonly normalizedConfig: NormalizedConfig;
  protected readonly options: ResolvedDummyOptions;

  constructor(task: Task, normalizedConfig: NormalizedConfig, options?: DummyInputOptions | ResolvedDummyOptions) {
    this.task = task;
    this.normalizedConfig = normalizedConfig;
    this.options = resolveDummyOptions(options, this.#statics.ownOptions);
  }

  get #statics(): DummyInputGeneratorClass {
    return this.constructor as unknown as DummyInputGeneratorClass;
  }

  protected get random(): RandomSource {
    return this.options.random;
  }

  /** A size among the class's `ownOptions`; undefined where it was not given. Throws OptionError unless it is a positive integer. */
  protected ownSize(option: string): number | undefined {
    const value = this.options.more[option];
    return value === undefined ? undefined : positive(option, value);
  }

  static readonly constantTensor = constantTensor;
  static readonly concatInputs = concatInputs;
  static readonly padInputOnDim = padInputOnDim;

  /** `randomIntTensor` with the generator's numbers. */
  randomIntTensor(shape: readonly number[], maxValue: number, options?: { minValue?: number; dtype?: DType }): NDArray {
    return randomIntTensor(this.random, shape, maxValue, options);
  }

  /** `randomMaskTensor` with the generator's numbers and padding side. */
  randomMaskTensor(shape: readonly number[], options?: { paddingSide?: PaddingSide; dtype?: DType }): NDArray {
    return randomMaskTensor(this.random, shape, { paddingSide: this.options.padding_side, ...options });
  }

  /** `randomFloatTensor` with the generator's numbers. */
  randomFloatTensor(
    shape: readonly number[],
    options?: { minValue?: number; maxValue?: number; dtype?: DType },
  ): NDArray {
    return randomFloatTensor(this.random, shape, options);
  }

  /** Whether the name begins with a supported one. */
  supportsInput(inputName: string): boolean {
    return this.#statics.supportedInputNames.some((name) => inputName.startsWith(name));
  }

  /** The array of one input. */
  abstract generate(inputName: string, dtypes?: DummyDTypes): NDArray;
}
