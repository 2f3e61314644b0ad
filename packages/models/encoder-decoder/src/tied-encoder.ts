import { createCache, type Forward } from "@transonnx/core";
import { type EncoderDecoderConfig, type EncoderDecoderParts, featuresOf } from "@transonnx/text";
import { either } from "./either.ts";

/** One vector a token, by the encoder's graph for feature extraction; with `tie_encoder_decoder` its tensors are the decoder's. */
export const tiedEncoder =
  ({ encoder, decoder }: EncoderDecoderParts): Forward<EncoderDecoderConfig> =>
  (c, p, x) => {
    const own = p.at("encoder");
    const tensors = c.tie_encoder_decoder ? either(p.at("decoder").base(decoder.asDecoder!.base), own) : own;
    const inputs = { input_ids: x.input_ids!, attention_mask: x.attention_mask! };
    return featuresOf(encoder)!(c.encoder, tensors, inputs, createCache({}));
  };
