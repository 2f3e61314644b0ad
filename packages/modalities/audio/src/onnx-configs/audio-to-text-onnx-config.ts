import {
  type Axes,
  type AxesByName,
  ConfigBehavior,
  type DummyInputGeneratorClass,
  OnnxSeq2SeqConfigWithPast,
  type PretrainedConfig,
} from "@transonnx/core";
import { DummySeq2SeqDecoderTextInputGenerator, DummySeq2SeqPastKeyValuesGenerator } from "@transonnx/text";
import { DummyAudioInputGenerator } from "../dummy-inputs/dummy-audio-input-generator.ts";

/**
 * Configurations of an encoder of sounds, as spectra, and a decoder of text: whole, or one of the two. Follows optimum's
 * AudioToTextOnnxConfig.
 */
export abstract class AudioToTextOnnxConfig<
  C extends PretrainedConfig = PretrainedConfig,
> extends OnnxSeq2SeqConfigWithPast<C> {
  static override readonly dummyInputGeneratorClasses: readonly DummyInputGeneratorClass[] = [
    DummyAudioInputGenerator,
    DummySeq2SeqDecoderTextInputGenerator,
    DummySeq2SeqPastKeyValuesGenerator,
  ];
  static override readonly forwardParameters: readonly string[] | undefined = [
    "input_features",
    "attention_mask",
    "decoder_input_ids",
    "decoder_attention_mask",
    "encoder_outputs",
    "past_key_values",
  ];

  /** The axes of the spectra. */
  protected get featureAxes(): Axes {
    return { 0: "batch_size", 1: "feature_size", 2: "encoder_sequence_length" };
  }

  override get inputs(): AxesByName {
    const inputs: Record<string, Axes> = {};
    if (this.behavior === ConfigBehavior.DECODER)
      inputs.encoder_outputs = { 0: "batch_size", 1: "encoder_sequence_length" };
    else inputs.input_features = this.featureAxes;
    if (this.behavior !== ConfigBehavior.ENCODER) this.addDecoderInputs(inputs);
    return inputs;
  }
}
