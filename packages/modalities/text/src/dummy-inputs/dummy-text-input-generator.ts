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

/** Token types of a config that does not say how many it has. */
const DEFAULT_TYPE_VOCAB_SIZE = 2;

/**
 * Inputs of text encoders, of shape [batch, sequence], or [batch, choices, sequence] for multiple choice. Ids are below
 * `vocab_size`, token types below `type_vocab_size`, masks padded on `padding_side`.
 */
export class DummyTextInputGenerator extends DummyInputGenerator {
  static override readonly supportedInputNames: readonly string[] = [
    "input_ids",
    "attention_mask",
    "encoder_attention_mask",
    "global_attention_mask",
    "token_type_ids",
    "position_ids",
  ];

  readonly batchSize: number;
  readonly sequenceLength: number;
  readonly numChoices: number;

  constructor(task: Task, normalizedConfig: NormalizedConfig, options?: DummyInputOptions | ResolvedDummyOptions) {
    super(task, normalizedConfig, options);
    this.batchSize = this.options.batch_size;
    this.sequenceLength = this.options.sequence_length;
    this.numChoices = this.options.num_choices;
  }

  /** How many words the ids are of. Throws ConfigError where the config does not say. */
  get vocabSize(): number {
    return this.normalizedConfig.getNumber(this.vocabulary);
  }

  /** The field that says how many words the ids are of. */
  protected get vocabulary(): string {
    return "vocab_size";
  }

  /** Sizes of the inputs of this task. */
  get shape(): readonly number[] {
    return this.task === "multiple-choice"
      ? [this.batchSize, this.numChoices, this.sequenceLength]
      : [this.batchSize, this.sequenceLength];
  }

  generate(inputName: string, { intDtype = "int64" }: DummyDTypes = {}): NDArray {
    const dtype = onnxDType(intDtype);
    if (inputName === "attention_mask" || inputName === "encoder_attention_mask")
      return this.randomMaskTensor(this.shape, { dtype });
    return this.randomIntTensor(this.shape, this.#endOf(inputName), { dtype });
  }

  /** The first value that an input cannot have. */
  #endOf(inputName: string): number {
    if (inputName === "input_ids") return this.vocabSize;
    if (inputName === "position_ids") return this.sequenceLength;
    if (inputName === "token_type_ids" && this.normalizedConfig.has("type_vocab_size"))
      return Math.max(1, this.normalizedConfig.getNumber("type_vocab_size"));
    return DEFAULT_TYPE_VOCAB_SIZE;
  }
}
