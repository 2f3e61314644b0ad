import {
  type Axes,
  type DummyInputGeneratorClass,
  type NormalizedConfigClass,
  NormalizedTextConfig,
  OnnxConfig,
  type PretrainedConfig,
} from "@transonnx/core";
import { DummyTextInputGenerator } from "../dummy-inputs/dummy-text-input-generator.ts";

const sequence: Axes = { 0: "batch_size", 1: "sequence_length" };
const choices: Axes = { 0: "batch_size", 1: "num_choices", 2: "sequence_length" };

/** Configurations of text encoders. A model's class says its `inputs`, mostly with `textAxes`. */
export abstract class TextEncoderOnnxConfig<C extends PretrainedConfig = PretrainedConfig> extends OnnxConfig<C> {
  static override readonly normalizedConfigClass: NormalizedConfigClass = NormalizedTextConfig;
  static override readonly dummyInputGeneratorClasses: readonly DummyInputGeneratorClass[] = [DummyTextInputGenerator];

  declare readonly normalizedConfig: NormalizedTextConfig;

  /** The free axes of ids, masks and token types. For multiple choice, every text has several candidates. */
  get textAxes(): Axes {
    return this.task === "multiple-choice" ? choices : sequence;
  }
}
