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

/** Keys and values of a decoder's past, [batch, heads, past, head size] each: as long as the new tokens unless told. */
export class DummyPastKeyValuesGenerator extends DummyInputGenerator {
  static override readonly supportedInputNames: readonly string[] = ["past_key_values"];

  readonly batchSize: number;
  readonly pastSequenceLength: number;

  constructor(task: Task, normalizedConfig: NormalizedConfig, options?: DummyInputOptions | ResolvedDummyOptions) {
    super(task, normalizedConfig, options);
    this.batchSize = this.options.batch_size;
    this.pastSequenceLength = this.options.past_sequence_length;
  }

  /** Heads of keys and values. */
  get heads(): number {
    return this.normalizedConfig.getNumber("num_attention_heads");
  }

  get headSize(): number {
    const { normalizedConfig: c } = this;
    return Math.trunc(c.getNumber("hidden_size") / c.getNumber("num_attention_heads"));
  }

  generate(_inputName: string, { floatDtype = "fp32" }: DummyDTypes = {}): NDArray {
    const shape = [this.batchSize, this.heads, this.pastSequenceLength, this.headSize];
    return this.randomFloatTensor(shape, { dtype: onnxDType(floatDtype) });
  }
}

/** The past of decoders whose query heads share keys and values, and whose head size may be a field of its own. */
export class MistralDummyPastKeyValuesGenerator extends DummyPastKeyValuesGenerator {
  override get heads(): number {
    return this.normalizedConfig.getNumber("num_key_value_heads");
  }

  override get headSize(): number {
    return this.normalizedConfig.has("head_dim") ? this.normalizedConfig.getNumber("head_dim") : super.headSize;
  }
}

/** Gemma's past, as Mistral's. */
export class GemmaDummyPastKeyValuesGenerator extends MistralDummyPastKeyValuesGenerator {}
