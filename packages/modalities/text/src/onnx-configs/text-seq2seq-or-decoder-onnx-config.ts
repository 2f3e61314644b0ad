import {
  type Axes,
  type AxesByName,
  type DummyInputGeneratorClass,
  OnnxConfigWithPast,
  type PastDirection,
  type PretrainedConfig,
  type ResolvedDummyOptions,
} from "@transonnx/core";
import { BartDummyTextInputGenerator } from "../dummy-inputs/bart-dummy-text-input-generator.ts";
import { DummySeq2SeqDecoderTextInputGenerator } from "../dummy-inputs/dummy-decoder-text-input-generator.ts";
import { DummySeq2SeqPastKeyValuesGenerator } from "../dummy-inputs/dummy-seq2seq-past-key-values-generator.ts";
import { TextSeq2SeqOnnxConfig } from "./text-seq2seq-onnx-config.ts";

/**
 * Configuration of a text encoder and decoder with tasks of one graph besides those of two: for text generation the
 * decoder alone, with a past as decoders have it; for classification and question answering both parts, which take the
 * same ids. Follows optimum's M2M100OnnxConfig, from which BART's and its descendants' are derived.
 */
export abstract class TextSeq2SeqOrDecoderOnnxConfig<
  C extends PretrainedConfig = PretrainedConfig,
> extends TextSeq2SeqOnnxConfig<C> {
  static override readonly padAttentionMaskToPast = true;
  static override readonly dummyInputGeneratorClasses: readonly DummyInputGeneratorClass[] = [
    BartDummyTextInputGenerator,
    DummySeq2SeqDecoderTextInputGenerator,
    DummySeq2SeqPastKeyValuesGenerator,
  ];

  /** Whether the task has an encoder's and a decoder's ids, and maybe a file for each. */
  get isSeq2Seq(): boolean {
    return this.task === "feature-extraction" || this.task === "text2text-generation";
  }

  override get inputs(): AxesByName {
    if (this.isSeq2Seq) return super.inputs;
    const tokens = { 0: "batch_size", 1: "sequence_length" } as const;
    if (!this.usePastInInputs) return { input_ids: tokens, attention_mask: tokens };
    const all = { 0: "batch_size", 1: "past_sequence_length + sequence_length" } as const;
    const inputs: Record<string, Axes> = { input_ids: tokens, attention_mask: all };
    this.addPastKeyValues(inputs, "inputs");
    return inputs;
  }

  override get outputs(): AxesByName {
    if (this.isSeq2Seq) return super.outputs;
    const outputs = { ...this.commonOutputs };
    if (this.usePast) this.addPastKeyValues(outputs, "outputs");
    return outputs;
  }

  override addPastKeyValues(inputsOrOutputs: Record<string, Axes>, direction: PastDirection): void {
    if (this.isSeq2Seq) super.addPastKeyValues(inputsOrOutputs, direction);
    else OnnxConfigWithPast.prototype.addPastKeyValues.call(this, inputsOrOutputs, direction);
  }

  override flattenPastKeyValues<T>(name: string, index: number, layer: readonly T[]): Readonly<Record<string, T>> {
    if (this.isSeq2Seq) return super.flattenPastKeyValues(name, index, layer);
    return OnnxConfigWithPast.prototype.flattenPastKeyValues.call(this, name, index, layer) as Record<string, T>;
  }

  protected override dummyOptionsOf(
    generator: DummyInputGeneratorClass,
    resolved: ResolvedDummyOptions,
  ): ResolvedDummyOptions {
    if (!this.isSeq2Seq || generator !== BartDummyTextInputGenerator) return super.dummyOptionsOf(generator, resolved);
    return { ...resolved, sequence_length: resolved.encoder_sequence_length };
  }
}
