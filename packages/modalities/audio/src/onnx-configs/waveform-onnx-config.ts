import { type AxesByName, type CaseSizes, type DummyInputs, OptionError, type PretrainedConfig } from "@transonnx/core";
import { type FeatureEncoderConfig, receptiveField } from "../layers/feature-encoder.ts";
import { type XVectorConfig, xVectorContext } from "../layers/x-vector.ts";
import { AudioOnnxConfig } from "./audio-onnx-config.ts";

/**
 * Configurations of models that make frames of a waveform by convolutions: Wav2Vec2 and its descendants. What a transcription
 * has for each frame is as many as optimum's HubertOnnxConfig says.
 */
export abstract class WaveformOnnxConfig<
  C extends PretrainedConfig & FeatureEncoderConfig & XVectorConfig,
> extends AudioOnnxConfig<C> {
  override get outputs(): AxesByName {
    if (this.task !== "automatic-speech-recognition") return super.outputs;
    const { conv_kernel, conv_stride } = this.config;
    const frames = conv_kernel.reduce(
      (samples, kernel, i) => `( ${samples} - ${kernel} ) // ${conv_stride[i]} + 1`,
      "sequence_length",
    );
    return { logits: { 0: "batch_size", 1: frames } };
  }

  /** Samples between frames. */
  get #stride(): number {
    return this.config.conv_stride.reduce((product, stride) => product * stride, 1);
  }

  /** The fewest samples that the task has an answer for: those of one frame; two, after their context, for a voice's vector. */
  get shortestSound(): number {
    const frames = this.task === "audio-xvector" ? xVectorContext(this.config) + 2 : 1;
    return receptiveField(this.config) + (frames - 1) * this.#stride;
  }

  override get validationSizes(): Readonly<Record<string, CaseSizes>> {
    const [shortest, stride] = [this.shortestSound, this.#stride];
    return {
      audio_sequence_length: [shortest + 4 * stride + 1, shortest + 2 * stride, shortest + 7 * stride, shortest],
    };
  }

  protected override completeDummyInputs(inputs: DummyInputs): DummyInputs {
    const samples = inputs.input_values?.shape[1];
    if (samples !== undefined && samples < this.shortestSound)
      throw new OptionError({
        where: `${this.config.model_type}, ${this.task}`,
        option: "audio_sequence_length",
        value: samples,
        expected: `at least ${this.shortestSound} samples, by conv_kernel [${this.config.conv_kernel}] and conv_stride [${this.config.conv_stride}]`,
      });
    return super.completeDummyInputs(inputs);
  }
}
