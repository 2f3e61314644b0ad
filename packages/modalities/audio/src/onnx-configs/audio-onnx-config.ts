import { type AxesByName, type DummyInputGeneratorClass, OnnxConfig, type PretrainedConfig } from "@transonnx/core";
import { DummyAudioInputGenerator } from "../dummy-inputs/dummy-audio-input-generator.ts";

/** Configurations of models of sounds, as a rule of their samples. */
export abstract class AudioOnnxConfig<C extends PretrainedConfig = PretrainedConfig> extends OnnxConfig<C> {
  static override readonly dummyInputGeneratorClasses: readonly DummyInputGeneratorClass[] = [DummyAudioInputGenerator];
  static override readonly computesOutputSizes: boolean = true;

  override get inputs(): AxesByName {
    return { input_values: { 0: "batch_size", 1: "sequence_length" } };
  }

  override get sizeKeywords(): Readonly<Record<string, string>> {
    return { sequence_length: "audio_sequence_length" };
  }
}
