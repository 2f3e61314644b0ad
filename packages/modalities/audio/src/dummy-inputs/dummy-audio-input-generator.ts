import {
  type DummyDTypes,
  DummyInputGenerator,
  type DummyInputOptions,
  type NormalizedConfig,
  onnxDType,
  type ResolvedDummyOptions,
  type Task,
} from "@transonnx/core";
import type { NDArray } from "@transonnx/graph";

/**
 * Sounds with values in [-1, 1): `input_values`, a waveform of `audio_sequence_length` samples, [batch, samples], and
 * `input_features`, spectra of `nb_max_frames` frames, [batch, feature_size, frames]. `feature_size` is the config's where it
 * has one.
 */
export class DummyAudioInputGenerator extends DummyInputGenerator {
  static override readonly supportedInputNames: readonly string[] = ["input_features", "input_values"];

  readonly batchSize: number;
  readonly featureSize: number;
  readonly nbMaxFrames: number;
  readonly sequenceLength: number;

  constructor(task: Task, normalizedConfig: NormalizedConfig, options?: DummyInputOptions | ResolvedDummyOptions) {
    super(task, normalizedConfig, options);
    const { batch_size, feature_size, nb_max_frames, audio_sequence_length } = this.options;
    this.batchSize = batch_size;
    this.featureSize = normalizedConfig.has("feature_size") ? normalizedConfig.getNumber("feature_size") : feature_size;
    this.nbMaxFrames = nb_max_frames;
    this.sequenceLength = audio_sequence_length;
  }

  generate(inputName: string, { floatDtype = "fp32" }: DummyDTypes = {}): NDArray {
    const shape =
      inputName === "input_values"
        ? [this.batchSize, this.sequenceLength]
        : [this.batchSize, this.featureSize, this.nbMaxFrames];
    return this.randomFloatTensor(shape, { minValue: -1, maxValue: 1, dtype: onnxDType(floatDtype) });
  }
}
