import { type AttributePaths, extendPaths } from "./normalized-config.ts";
import { NormalizedTextConfig } from "./normalized-text-config.ts";

/** What encoder-decoder text models have in common. */
export class NormalizedSeq2SeqConfig extends NormalizedTextConfig {
  static override readonly attributes: AttributePaths = extendPaths([NormalizedTextConfig], {
    encoder_num_layers: "num_hidden_layers",
    decoder_num_layers: "num_hidden_layers",
    encoder_num_attention_heads: "num_attention_heads",
    decoder_num_attention_heads: "num_attention_heads",
  });

  get encoderNumLayers(): number {
    return this.getNumber("encoder_num_layers");
  }
  get decoderNumLayers(): number {
    return this.getNumber("decoder_num_layers");
  }
  get encoderNumAttentionHeads(): number {
    return this.getNumber("encoder_num_attention_heads");
  }
  get decoderNumAttentionHeads(): number {
    return this.getNumber("decoder_num_attention_heads");
  }
}
