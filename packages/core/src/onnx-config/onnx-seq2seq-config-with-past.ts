import { OptionError } from "../errors/option-error.ts";
import type { Axes, AxesByName } from "../tasks/axes.ts";
import { ConfigBehavior } from "./config-behavior.ts";
import { OnnxConfigWithPast, type PastDirection, pastNames } from "./onnx-config-with-past.ts";
import type { OnnxSeq2SeqConfigWithPastOptions } from "./options.ts";
import type { PretrainedConfig } from "./pretrained-config.ts";

/**
 * The configuration of an encoder-decoder: of both parts in one file, or of one of them (`withBehavior`). Follows
 * optimum.exporters.onnx.OnnxSeq2SeqConfigWithPast (optimum-onnx 0.1.0) and transformers.onnx's class of that name. A
 * decoder with a past takes any number of new tokens; optimum names that axis "1".
 */
export abstract class OnnxSeq2SeqConfigWithPast<
  C extends PretrainedConfig = PretrainedConfig,
> extends OnnxConfigWithPast<C> {
  readonly behavior: ConfigBehavior;
  readonly #options: OnnxSeq2SeqConfigWithPastOptions;

  /** An encoder's task is feature extraction, whatever the whole is for. */
  constructor(config: C, task: string = "feature-extraction", options: OnnxSeq2SeqConfigWithPastOptions = {}) {
    const behavior = checkedBehavior(new.target.name, options.behavior ?? ConfigBehavior.MONOLITH);
    const isEncoder = behavior === ConfigBehavior.ENCODER;
    super(
      config,
      isEncoder ? "feature-extraction" : task,
      isEncoder ? { ...options, usePast: false, usePastInInputs: false } : options,
    );
    this.behavior = behavior;
    this.#options = options;
  }

  /**
   * The configuration of a part, for the same config and task. Without `usePast` there are no keys and values. Throws
   * OptionError for another behavior.
   */
  withBehavior(
    behavior: ConfigBehavior,
    { usePast = false, usePastInInputs = false }: { usePast?: boolean; usePastInInputs?: boolean } = {},
  ): this {
    const Class = this.constructor as new (config: C, task: string, options: OnnxSeq2SeqConfigWithPastOptions) => this;
    const { variant } = this;
    return new Class(this.config, this.task, { ...this.#options, variant, behavior, usePast, usePastInInputs });
  }

  override get torchToOnnxInputMap(): Readonly<Record<string, string>> {
    if (this.behavior !== ConfigBehavior.DECODER) return {};
    return {
      decoder_input_ids: "input_ids",
      decoder_attention_mask: "attention_mask",
      encoder_outputs: "encoder_hidden_states",
      attention_mask: "encoder_attention_mask",
    };
  }

  /** A decoder whose past has the encoder's keys and values has no need of its hidden states. */
  override get optionalInputs(): readonly string[] {
    const isKnown = this.behavior === ConfigBehavior.DECODER && this.usePastInInputs && this.hasEncoderKeys("inputs");
    return isKnown ? ["encoder_hidden_states"] : [];
  }

  /** Adds the inputs of the decoder's own tokens, past ones included. */
  protected addDecoderInputs(inputs: Record<string, Axes>): void {
    inputs.decoder_input_ids = { 0: "batch_size", 1: "decoder_sequence_length" };
    if (this.usePastInInputs) this.addPastKeyValues(inputs, "inputs");
  }

  override get outputs(): AxesByName {
    const outputs: Record<string, Axes> = {};
    for (const [name, axes] of Object.entries(this.taskOutputs)) {
      const isEncoder = this.behavior === ConfigBehavior.ENCODER || name.includes("encoder");
      const sequence = isEncoder ? "encoder_sequence_length" : "decoder_sequence_length";
      const named = Object.entries(axes).map(([axis, symbol]) => [
        axis,
        symbol.includes("sequence") ? sequence : symbol,
      ]);
      outputs[name] = Object.fromEntries(named);
    }
    if (this.usePast) this.addPastKeyValues(outputs, "outputs");
    return outputs;
  }

  /** The outputs that the task has without keys and values. */
  protected get taskOutputs(): AxesByName {
    return this.commonOutputs;
  }

  override get numLayers(): readonly [encoder: number, decoder: number] {
    return [
      this.normalizedConfig.getNumber("encoder_num_layers"),
      this.normalizedConfig.getNumber("decoder_num_layers"),
    ];
  }

  override get numAttentionHeads(): readonly [encoder: number, decoder: number] {
    return [
      this.normalizedConfig.getNumber("encoder_num_attention_heads"),
      this.normalizedConfig.getNumber("decoder_num_attention_heads"),
    ];
  }

  /** Whether layers hold keys and values of the encoder's output too, beside those of the decoder's own tokens. */
  protected hasEncoderKeys(direction: PastDirection): boolean {
    return direction === "inputs" || (this.behavior === ConfigBehavior.DECODER && !this.usePastInInputs);
  }

  override addPastKeyValues(inputsOrOutputs: Record<string, Axes>, direction: PastDirection): void {
    const [name, length] = pastNames("addPastKeyValues", direction, {
      inputs: "past_decoder_sequence_length",
      outputs: "past_decoder_sequence_length + decoder_sequence_length",
    });
    const [, layers] = this.numLayers;
    for (let i = 0; i < layers; i++) {
      for (const part of ["key", "value"])
        inputsOrOutputs[`${name}.${i}.decoder.${part}`] = { 0: "batch_size", 2: length };
      if (!this.hasEncoderKeys(direction)) continue;
      for (const part of ["key", "value"])
        inputsOrOutputs[`${name}.${i}.encoder.${part}`] = { 0: "batch_size", 2: "encoder_sequence_length" };
    }
  }

  /** transformers.onnx's axis names; layers that only one of the parts has hold that part's keys and values alone. */
  override fillWithPastKeyValues(inputsOrOutputs: Record<string, Axes>, direction: PastDirection): void {
    const [name, decoderLength] = pastNames("fillWithPastKeyValues", direction, {
      inputs: "past_decoder_sequence",
      outputs: "past_decoder_sequence + sequence",
    });
    const [encoderLayers, decoderLayers] = this.numLayers;
    for (let i = 0; i < Math.max(encoderLayers, decoderLayers); i++)
      for (const [role, layers, length] of [
        ["decoder", decoderLayers, decoderLength],
        ["encoder", encoderLayers, "past_encoder_sequence"],
      ] as const) {
        if (i >= layers) continue;
        for (const part of ["key", "value"])
          inputsOrOutputs[`${name}.${i}.${role}.${part}`] = { 0: "batch", 2: length };
      }
  }

  override flattenPastKeyValues<T>(name: string, index: number, layer: readonly T[]): Readonly<Record<string, T>> {
    if (layer.length !== 2 && layer.length !== 4)
      throw new OptionError({
        where: "flattenPastKeyValues",
        option: "layer",
        value: layer.length,
        expected: "2 tensors (keys and values of the decoder) or 4 (the encoder's too)",
      });
    const names = ["decoder.key", "decoder.value", "encoder.key", "encoder.value"];
    return Object.fromEntries(layer.map((tensor, i) => [`${name}.${index}.${names[i]}`, tensor]));
  }
}

function checkedBehavior(where: string, value: ConfigBehavior): ConfigBehavior {
  const allowed = Object.values(ConfigBehavior);
  if (allowed.includes(value)) return value;
  throw new OptionError({ where, option: "behavior", value, allowed });
}
