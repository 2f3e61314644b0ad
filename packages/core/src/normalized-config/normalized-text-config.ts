import { type AttributePaths, extendPaths, NormalizedConfig } from "./normalized-config.ts";

/** What text models have in common. */
export class NormalizedTextConfig extends NormalizedConfig {
  static override readonly attributes: AttributePaths = {
    vocab_size: "vocab_size",
    hidden_size: "hidden_size",
    num_layers: "num_hidden_layers",
    num_attention_heads: "num_attention_heads",
    eos_token_id: "eos_token_id",
  };

  get vocabSize(): number {
    return this.getNumber("vocab_size");
  }
  get hiddenSize(): number {
    return this.getNumber("hidden_size");
  }
  get numLayers(): number {
    return this.getNumber("num_layers");
  }
  get numAttentionHeads(): number {
    return this.getNumber("num_attention_heads");
  }
  /** One id, or the ids of several tokens that end a text. */
  get eosTokenId(): number | readonly number[] {
    return this.get("eos_token_id") as number | readonly number[];
  }
}

/** A text model whose heads share keys and values in groups. */
export class NormalizedTextConfigWithGQA extends NormalizedTextConfig {
  static override readonly attributes: AttributePaths = extendPaths([NormalizedTextConfig], {
    num_key_value_heads: "num_key_value_heads",
  });

  get numKeyValueHeads(): number {
    return this.getNumber("num_key_value_heads");
  }
}
