import { AudioToTextOnnxConfig, DummyAudioInputGenerator } from "@transonnx/audio";
import {
  type Axes,
  type AxesByName,
  type CaseSizes,
  ConfigBehavior,
  type DummyInputGeneratorClass,
  NormalizedSeq2SeqConfig,
  OptionError,
  type ResolvedDummyOptions,
} from "@transonnx/core";
import type { WhisperConfig } from "./config.ts";
import { framesOf } from "./modeling.ts";

/** What a Whisper model takes and gives as ONNX files: sounds of one length, in which only the batch is free. */
export class WhisperOnnxConfig extends AudioToTextOnnxConfig<WhisperConfig> {
  static override readonly normalizedConfigClass = NormalizedSeq2SeqConfig.withArgs(
    {
      encoder_num_layers: "encoder_layers",
      decoder_num_layers: "decoder_layers",
      encoder_num_attention_heads: "encoder_attention_heads",
      decoder_num_attention_heads: "decoder_attention_heads",
      feature_size: "num_mel_bins",
    },
    { allowNew: true },
  );

  protected override get featureAxes(): Axes {
    return { 0: "batch_size" };
  }

  get #isClassifier(): boolean {
    return this.task === "audio-classification";
  }

  override get inputs(): AxesByName {
    return this.#isClassifier ? { input_features: this.featureAxes } : super.inputs;
  }

  override get outputs(): AxesByName {
    if (this.#isClassifier) return this.commonOutputs;
    const encoded = { 0: "batch_size" };
    if (this.behavior === ConfigBehavior.ENCODER) return { last_hidden_state: encoded };
    if (this.behavior === ConfigBehavior.DECODER) return super.outputs;
    return { ...super.outputs, encoder_last_hidden_state: encoded };
  }

  /** The reference computes every frame of a sound: fewer sounds are run than of others. */
  override get validationSizes(): Readonly<Record<string, CaseSizes>> {
    return this.behavior === ConfigBehavior.DECODER ? super.validationSizes : { batch_size: [2, 1, 1, 1] };
  }

  /** Dummy sounds are as long as those of the model. Throws OptionError for another `nb_max_frames`. */
  protected override dummyOptionsOf(
    generator: DummyInputGeneratorClass,
    resolved: ResolvedDummyOptions,
  ): ResolvedDummyOptions {
    if (generator !== DummyAudioInputGenerator) return super.dummyOptionsOf(generator, resolved);
    const frames = framesOf(this.config);
    if (resolved.given.has("nb_max_frames") && resolved.nb_max_frames !== frames)
      throw new OptionError({
        where: "whisper, generateDummyInputs",
        option: "nb_max_frames",
        value: resolved.nb_max_frames,
        expected: `${frames}, twice the config's max_source_positions = ${this.config.max_source_positions}`,
      });
    return { ...resolved, nb_max_frames: frames };
  }
}
