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
 * Keys and values of an encoder-decoder: those of the decoder's past tokens under `past_key_values.0.decoder.key`, those of
 * what the encoder saw under `past_key_values.0.encoder.key`; [batch, heads, length, head size].
 */
export class DummySeq2SeqPastKeyValuesGenerator extends DummyInputGenerator {
  static override readonly supportedInputNames: readonly string[] = ["past_key_values", "cache_position"];

  readonly batchSize: number;
  readonly pastSequenceLength: number;
  readonly encoderSequenceLength: number;

  constructor(task: Task, normalizedConfig: NormalizedConfig, options?: DummyInputOptions | ResolvedDummyOptions) {
    super(task, normalizedConfig, options);
    this.batchSize = this.options.batch_size;
    this.pastSequenceLength = this.options.past_sequence_length;
    this.encoderSequenceLength = this.options.encoder_sequence_length;
  }

  /** Heads of self attention; cross attention has as many. */
  get heads(): number {
    return this.normalizedConfig.getNumber("decoder_num_attention_heads");
  }

  get headSize(): number {
    return Math.trunc(this.normalizedConfig.getNumber("hidden_size") / this.heads);
  }

  generate(inputName: string, { floatDtype = "fp32", intDtype = "int64" }: DummyDTypes = {}): NDArray {
    if (inputName === "cache_position")
      return this.randomIntTensor([1], Math.max(1, this.pastSequenceLength), { dtype: onnxDType(intDtype) });
    const length = inputName.includes(".encoder.") ? this.encoderSequenceLength : this.pastSequenceLength;
    return this.randomFloatTensor([this.batchSize, this.heads, length, this.headSize], {
      dtype: onnxDType(floatDtype),
    });
  }
}

/** T5's head size is a field of its own. */
export class T5DummySeq2SeqPastKeyValuesGenerator extends DummySeq2SeqPastKeyValuesGenerator {
  override get headSize(): number {
    return this.normalizedConfig.getNumber("key_value_dim");
  }
}
