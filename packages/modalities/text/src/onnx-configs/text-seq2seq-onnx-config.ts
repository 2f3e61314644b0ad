import {
  type Axes,
  type AxesByName,
  ConfigBehavior,
  type DummyInputGeneratorClass,
  OnnxSeq2SeqConfigWithPast,
  type PretrainedConfig,
  type ResolvedDummyOptions,
} from "@transonnx/core";
import { DummySeq2SeqDecoderTextInputGenerator } from "../dummy-inputs/dummy-decoder-text-input-generator.ts";
import { DummySeq2SeqPastKeyValuesGenerator } from "../dummy-inputs/dummy-seq2seq-past-key-values-generator.ts";
import { DummyTextInputGenerator } from "../dummy-inputs/dummy-text-input-generator.ts";

/** Configuration of a text encoder and a text decoder. */
export abstract class TextSeq2SeqOnnxConfig<
  C extends PretrainedConfig = PretrainedConfig,
> extends OnnxSeq2SeqConfigWithPast<C> {
  static override readonly dummyInputGeneratorClasses: readonly DummyInputGeneratorClass[] = [
    DummySeq2SeqDecoderTextInputGenerator,
    DummySeq2SeqPastKeyValuesGenerator,
    DummyTextInputGenerator,
  ];
  static override readonly forwardParameters: readonly string[] | undefined = [
    "input_ids",
    "encoder_attention_mask",
    "attention_mask",
    "decoder_input_ids",
    "decoder_attention_mask",
    "encoder_outputs",
    "past_key_values",
  ];

  /** An encoder's texts are as long as those that the decoder has the keys of. */
  protected override dummyOptionsOf(
    generator: DummyInputGeneratorClass,
    resolved: ResolvedDummyOptions,
  ): ResolvedDummyOptions {
    if (generator !== DummyTextInputGenerator) return resolved;
    return { ...resolved, sequence_length: resolved.encoder_sequence_length };
  }

  override get inputs(): AxesByName {
    const inputs: Record<string, Axes> = {};
    const memory = { 0: "batch_size", 1: "encoder_sequence_length" } as const;
    const isDecoder = this.behavior === ConfigBehavior.DECODER;
    inputs[isDecoder ? "encoder_outputs" : "input_ids"] = memory;
    inputs.attention_mask = memory;
    if (this.behavior !== ConfigBehavior.ENCODER) this.addDecoderInputs(inputs);
    return inputs;
  }
}
