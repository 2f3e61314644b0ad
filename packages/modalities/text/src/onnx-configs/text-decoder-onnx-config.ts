import {
  type Axes,
  type AxesByName,
  type DummyInputGeneratorClass,
  OnnxConfigWithPast,
  type PretrainedConfig,
} from "@transonnx/core";
import { DummyPastKeyValuesGenerator } from "../dummy-inputs/dummy-past-key-values-generator.ts";
import { DummyTextInputGenerator } from "../dummy-inputs/dummy-text-input-generator.ts";

/** Configuration of a text decoder: one file, whose past may be empty. */
export abstract class TextDecoderOnnxConfig<
  C extends PretrainedConfig = PretrainedConfig,
> extends OnnxConfigWithPast<C> {
  static override readonly padAttentionMaskToPast = true;
  static override readonly dummyInputGeneratorClasses: readonly DummyInputGeneratorClass[] = [
    DummyTextInputGenerator,
    DummyPastKeyValuesGenerator,
  ];
  /** The order in which most decoders' `forward` takes them. */
  static override readonly forwardParameters: readonly string[] = [
    "input_ids",
    "attention_mask",
    "position_ids",
    "past_key_values",
  ];

  override get inputs(): AxesByName {
    const tokens = { 0: "batch_size", 1: "sequence_length" } as const;
    if (!this.usePastInInputs) return { input_ids: tokens, attention_mask: tokens };
    const all = { 0: "batch_size", 1: "past_sequence_length + sequence_length" } as const;
    const inputs: Record<string, Axes> = { input_ids: tokens, attention_mask: all };
    this.addPastKeyValues(inputs, "inputs");
    return inputs;
  }
}

/** A decoder that is told its tokens' places, where it generates text or features. */
export abstract class TextDecoderWithPositionIdsOnnxConfig<
  C extends PretrainedConfig = PretrainedConfig,
> extends TextDecoderOnnxConfig<C> {
  override get inputs(): AxesByName {
    if (this.task !== "text-generation" && this.task !== "feature-extraction") return super.inputs;
    return { ...super.inputs, position_ids: { 0: "batch_size", 1: "sequence_length" } };
  }
}
