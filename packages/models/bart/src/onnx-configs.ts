import { NormalizedSeq2SeqConfig } from "@transonnx/core";
import { TextSeq2SeqOrDecoderOnnxConfig } from "@transonnx/text";
import type { BartConfig } from "./config.ts";

/** What an M2M100 model takes and gives as ONNX files. */
export class M2M100OnnxConfig extends TextSeq2SeqOrDecoderOnnxConfig<BartConfig> {
  static override readonly normalizedConfigClass = NormalizedSeq2SeqConfig.withArgs({
    encoder_num_layers: "encoder_layers",
    decoder_num_layers: "decoder_layers",
    num_layers: "decoder_layers",
    encoder_num_attention_heads: "encoder_attention_heads",
    decoder_num_attention_heads: "decoder_attention_heads",
    eos_token_id: "eos_token_id",
  });
}

/** The same for BART. */
export class BartOnnxConfig extends M2M100OnnxConfig {}

/** The same for mBART. */
export class MBartOnnxConfig extends BartOnnxConfig {}

/** The same for Marian. */
export class MarianOnnxConfig extends BartOnnxConfig {}

/** The same for Pegasus. */
export class PegasusOnnxConfig extends BartOnnxConfig {}
