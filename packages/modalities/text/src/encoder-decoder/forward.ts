import { createCache, type Forward, linear, type Tensors, widthOf } from "@transonnx/core";
import type { EncoderDecoderConfig, EncoderDecoderParts } from "../onnx-configs/encoder-decoder-base-onnx-config.ts";
import { featuresOf, memoryWidth } from "./parts.ts";

type Part = Forward<EncoderDecoderConfig>;

/** What the encoder's graph for feature extraction gives. */
export const encoderOf =
  ({ encoder }: EncoderDecoderParts): Part =>
  (c, p, x) =>
    featuresOf(encoder)!(c.encoder, p.at("encoder"), x, createCache({}));

/**
 * Scores of every word, by the decoder's causal language model. What the encoder gave, [b, t, h of the encoder], is made as
 * wide as the decoder attends to it.
 */
export const decoderOf =
  ({ decoder }: EncoderDecoderParts): Part =>
  (c, p, x, cache) => {
    const { encoder_hidden_states: memory, ...others } = x;
    const width = memoryWidth(decoder, c.decoder);
    const isFit = memory === undefined || widthOf(memory) === width;
    const states = isFit ? memory : linear(p.at("enc_to_dec_proj"), memory, width);
    const inputs: Tensors = states ? { ...others, encoder_hidden_states: states } : others;
    return decoder.asDecoder!.forward(c.decoder, p.at("decoder"), inputs, cache);
  };
