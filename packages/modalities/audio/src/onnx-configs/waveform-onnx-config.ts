import {
  type AxesByName,
  type CaseSizes,
  ConfigError,
  type DummyInputs,
  OptionError,
  type PretrainedConfig,
  requireLengths,
  type Task,
} from "@transonnx/core";
import { type AdapterConfig, framesBeforeAdapter } from "../layers/adapter.ts";
import { type FeatureEncoderConfig, receptiveField } from "../layers/feature-encoder.ts";
import { type XVectorConfig, xVectorContext } from "../layers/x-vector.ts";
import { AudioOnnxConfig } from "./audio-onnx-config.ts";

/** What the frames of a waveform depend on, and what the heads make of them. */
export type WaveformConfig = PretrainedConfig &
  FeatureEncoderConfig &
  XVectorConfig & { readonly use_weighted_layer_sum: boolean } & ({ readonly add_adapter: false } | AdapterConfig);

/** Tasks whose heads transformers does not put on an adapter. */
const UNADAPTED: readonly Task[] = ["audio-classification", "audio-frame-classification"];

/**
 * Configurations of models that make frames of a waveform by convolutions: Wav2Vec2 and its descendants. What a transcription
 * has for each frame is as many as optimum's HubertOnnxConfig says.
 */
export abstract class WaveformOnnxConfig<C extends WaveformConfig> extends AudioOnnxConfig<C> {
  /** Throws ConfigError for a task of which transformers has no head on an adapter, and for a head whose sizes do not fit. */
  constructor(...[config, task, options]: ConstructorParameters<typeof AudioOnnxConfig<C>>) {
    super(config, task, options);
    if (config.add_adapter && UNADAPTED.includes(this.task))
      throw new ConfigError({
        where: config.model_type,
        field: "add_adapter",
        value: true,
        allowed: [false],
        expected: `false for ${this.task}`,
      });
    if (this.task === "audio-xvector") requireLengths(config, "tdnn_dim", ["tdnn_kernel", "tdnn_dilation"]);
  }

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

  /** The fewest frames that the task has an answer for: one; two, after their context, for a voice's vector. */
  get #fewestFrames(): number {
    const config: WaveformConfig = this.config;
    const isVoice = this.task === "audio-xvector";
    const read = isVoice ? xVectorContext(config) + 2 : 1;
    const readsStates = isVoice && config.use_weighted_layer_sum;
    return config.add_adapter && !readsStates ? framesBeforeAdapter(config, read) : read;
  }

  /** The fewest samples that the task has an answer for. */
  get shortestSound(): number {
    return receptiveField(this.config) + (this.#fewestFrames - 1) * this.#stride;
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
