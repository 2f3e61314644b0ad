import type { NDArray } from "@transonnx/graph";
import { constantTensor, padInputOnDim, tensorOf } from "../dummy-inputs/tensors.ts";
import { OptionError } from "../errors/option-error.ts";
import type { Axes, AxesByName } from "../tasks/axes.ts";
import { resolveTask } from "../tasks/synonyms.ts";
import { hasPast, withPast } from "../tasks/task.ts";
import { OnnxConfig } from "./onnx-config.ts";
import type { DummyInputs, OnnxConfigWithPastOptions } from "./options.ts";
import type { PretrainedConfig } from "./pretrained-config.ts";

/** Whether names are for inputs, `past_key_values.0.key`, or for outputs, `present.0.key`. */
export type PastDirection = "inputs" | "outputs";

/** A class of configurations that know past keys and values. */
export type OnnxConfigWithPastConstructor<
  C extends PretrainedConfig = PretrainedConfig,
  O extends OnnxConfigWithPast<C> = OnnxConfigWithPast<C>,
> = new (config: C, task?: string, options?: OnnxConfigWithPastOptions) => O;

/**
 * The configuration of a decoder, whose outputs may hold the keys and values of its tokens, and whose inputs those of
 * the tokens before. Follows optimum.exporters.onnx.OnnxConfigWithPast (optimum-onnx 0.1.0) and
 * transformers.onnx.OnnxConfigWithPast (4.57).
 *
 * A task `…-with-past` sets `usePast`; for text-generation also `usePastInInputs`, so that one file serves the first
 * run (a past of length 0) and every later one.
 */
export abstract class OnnxConfigWithPast<C extends PretrainedConfig = PretrainedConfig> extends OnnxConfig<C> {
  static override readonly supportsPast: boolean = true;
  /** Whether dummy attention masks cover the past as well. */
  static readonly padAttentionMaskToPast: boolean = false;

  /** Whether keys and values are outputs. */
  readonly usePast: boolean;
  /** Whether those of earlier tokens are inputs. */
  readonly usePastInInputs: boolean;

  constructor(config: C, task: string = "feature-extraction", options: OnnxConfigWithPastOptions = {}) {
    super(config, task, options);
    this.usePast = options.usePast ?? hasPast(resolveTask(task));
    this.usePastInInputs = options.usePastInInputs ?? (this.usePast && this.task === "text-generation");
  }

  /** transformers.onnx's way to make a configuration with `usePast`. */
  static withPast<C extends PretrainedConfig, O extends OnnxConfigWithPast<C>>(
    this: OnnxConfigWithPastConstructor<C, O>,
    config: C,
    task: string = "default",
  ): O {
    return new this(config, task, { usePast: true });
  }

  /** The task as the exporter names it, with `-with-past` where keys and values are outputs. */
  get taskName(): string {
    return this.usePast ? withPast(this.task) : this.task;
  }

  override get outputs(): AxesByName {
    const outputs = { ...this.commonOutputs };
    if (this.usePast) this.addPastKeyValues(outputs, "outputs");
    return outputs;
  }

  override get valuesOverride(): Readonly<Record<string, unknown>> | undefined {
    return Object.hasOwn(this.config, "use_cache") ? { use_cache: this.usePast } : undefined;
  }

  /** How many layers keep keys and values; for an encoder-decoder, those of the encoder and of the decoder. */
  get numLayers(): number | readonly [encoder: number, decoder: number] {
    return this.normalizedConfig.getNumber("num_layers");
  }

  get numAttentionHeads(): number | readonly [encoder: number, decoder: number] {
    return this.normalizedConfig.getNumber("num_attention_heads");
  }

  /** Adds the keys and values of every layer, under optimum's axis names, to inputs or outputs. Throws OptionError. */
  addPastKeyValues(inputsOrOutputs: Record<string, Axes>, direction: PastDirection): void {
    const [name, length] = pastNames("addPastKeyValues", direction, {
      inputs: "past_sequence_length",
      outputs: "past_sequence_length + sequence_length",
    });
    const layers = this.normalizedConfig.getNumber("num_layers");
    for (let i = 0; i < layers; i++)
      for (const part of ["key", "value"]) inputsOrOutputs[`${name}.${i}.${part}`] = { 0: "batch_size", 2: length };
  }

  /**
   * The same under transformers.onnx's axis names. With `invertedValuesShape` values lie along axis 1, not 2. Throws
   * OptionError.
   */
  fillWithPastKeyValues(
    inputsOrOutputs: Record<string, Axes>,
    direction: PastDirection,
    invertedValuesShape = false,
  ): void {
    const [name, length] = pastNames("fillWithPastKeyValues", direction, {
      inputs: "past_sequence + sequence",
      outputs: "past_sequence + sequence",
    });
    const layers = this.numLayers as number;
    for (let i = 0; i < layers; i++) {
      inputsOrOutputs[`${name}.${i}.key`] = { 0: "batch", 2: length };
      inputsOrOutputs[`${name}.${i}.value`] = invertedValuesShape
        ? { 0: "batch", 1: length }
        : { 0: "batch", 2: length };
    }
  }

  /** `present` and `past_key_values`, one `[key, value]` a layer, under the names of the ONNX model. */
  override flattenOutputCollectionProperty<T>(
    name: string,
    field: Iterable<T | readonly T[]>,
  ): Readonly<Record<string, T>> {
    if (name !== "present" && name !== "past_key_values") return super.flattenOutputCollectionProperty(name, field);
    const layers = [...field].map((layer, i) => this.flattenPastKeyValues(name, i, layer as readonly T[]));
    return Object.assign({}, ...layers);
  }

  /** One layer's keys and values under their names. */
  flattenPastKeyValues<T>(name: string, index: number, [key, value]: readonly T[]): Readonly<Record<string, T>> {
    return { [`${name}.${index}.key`]: key!, [`${name}.${index}.value`]: value! };
  }

  /** A tokenizer knows of no past, and of no places. */
  protected override get preprocessorInputNames(): readonly string[] {
    return super.preprocessorInputNames.filter((name) => !isPast(name) && name !== "position_ids");
  }

  /** Adds a past and the places after it where they are missing, and lengthens the attention mask by ones for the past. */
  protected override completeDummyInputs(inputs: DummyInputs): DummyInputs {
    const names = Object.keys(this.inputs);
    const missing = names.filter((name) => !inputs[name]);
    const past = missing.some(isPast) ? this.#zeroPast(inputs) : inputs;
    const length = Object.entries(past).find(([name]) => isPast(name))?.[1].shape[2] ?? 0;
    const made: Record<string, NDArray> = { ...inputs, ...past };
    if (missing.includes("position_ids")) made.position_ids = placesAfter(length, inputs.input_ids!);
    const { attention_mask: mask, input_ids: ids } = inputs;
    const { padAttentionMaskToPast } = this.constructor as typeof OnnxConfigWithPast;
    if (padAttentionMaskToPast && mask && ids && length > 0)
      made.attention_mask = padInputOnDim(mask, { dim: 1, desiredLength: ids.shape[1]! + length });
    return Object.fromEntries(names.map((name) => [name, made[name]!]));
  }

  /** Keys and values of zeros, of the shapes that dummy inputs have but for batch and length. */
  #zeroPast(inputs: DummyInputs): DummyInputs {
    const [batch, length] = (inputs.input_ids ?? Object.values(inputs)[0]!).shape as [number, number];
    const past = Object.entries(this.generateDummyInputs()).filter(([name]) => isPast(name));
    const zeros = past.map(([name, { dtype, shape }]): [string, NDArray] => [
      name,
      constantTensor([batch, shape[1]!, length + PAST_BEYOND_SEQUENCE, ...shape.slice(3)], 0, dtype),
    ]);
    return Object.fromEntries(zeros);
  }
}

/** transformers.onnx makes a past that is this much longer than the new tokens. */
const PAST_BEYOND_SEQUENCE = 2;

const isPast = (name: string): boolean => name.startsWith("past_key_values.");

/** The places of ids[b, s] after a past. */
function placesAfter(past: number, { dtype, shape }: NDArray): NDArray {
  const length = shape[1]!;
  return tensorOf(
    dtype,
    shape,
    Float64Array.from({ length: shape[0]! * length }, (_, i) => past + (i % length)),
  );
}

/** The name and the length of keys and values. Throws OptionError for another direction. */
export function pastNames(
  where: string,
  direction: PastDirection,
  lengths: Readonly<Record<PastDirection, string>>,
): readonly [name: string, length: string] {
  if (direction === "inputs") return ["past_key_values", lengths.inputs];
  if (direction === "outputs") return ["present", lengths.outputs];
  throw new OptionError({ where, option: "direction", value: direction, allowed: ["inputs", "outputs"] });
}
