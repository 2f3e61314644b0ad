import { type DummyDTypes, onnxDType } from "@transonnx/core";
import type { NDArray } from "@transonnx/graph";
import { DummyTextInputGenerator } from "./dummy-text-input-generator.ts";

/** A decoder's own tokens, beside those of an encoder. */
export class DummyDecoderTextInputGenerator extends DummyTextInputGenerator {
  static override readonly supportedInputNames: readonly string[] = ["decoder_input_ids", "decoder_attention_mask"];

  /** A decoder may have words of its own. */
  protected override get vocabulary(): string {
    return this.normalizedConfig.has("decoder_vocab_size") ? "decoder_vocab_size" : super.vocabulary;
  }

  override get shape(): readonly number[] {
    return [this.batchSize, this.options.decoder_sequence_length];
  }

  override generate(inputName: string, dtypes?: DummyDTypes): NDArray {
    return super.generate(inputName.replace(/^decoder_/, ""), dtypes);
  }
}

/** The same, and what the encoder gives: encoder_hidden_states[batch, encoder length, hidden size]. */
export class DummySeq2SeqDecoderTextInputGenerator extends DummyDecoderTextInputGenerator {
  static override readonly supportedInputNames: readonly string[] = [
    "decoder_input_ids",
    "decoder_attention_mask",
    "encoder_outputs",
    "encoder_hidden_states",
  ];

  override generate(inputName: string, dtypes: DummyDTypes = {}): NDArray {
    if (!inputName.startsWith("encoder_")) return super.generate(inputName, dtypes);
    const shape = [
      this.batchSize,
      this.options.encoder_sequence_length,
      this.normalizedConfig.getNumber("hidden_size"),
    ];
    return this.randomFloatTensor(shape, { dtype: onnxDType(dtypes.floatDtype ?? "fp32") });
  }
}
