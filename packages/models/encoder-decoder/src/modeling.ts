import {
  createCache,
  type Forward,
  linear,
  type ModelDefinition,
  type Params,
  type PretrainedConfig,
  type Tensors,
  widthOf,
} from "@transonnx/core";
import type { Tensor } from "@transonnx/graph";
import type { EncoderDecoderConfig, EncoderDecoderParts } from "@transonnx/text";
import { either } from "./either.ts";

// An encoder and a decoder that were trained apart (https://arxiv.org/abs/1907.12461), as in transformers 4.57's
// modeling_encoder_decoder.py.

type Part = Forward<EncoderDecoderConfig>;

/** What a model of one graph computes as features; undefined for all others. */
export function featuresOf({ tasks }: ModelDefinition): Forward<PretrainedConfig> | undefined {
  const task = tasks["feature-extraction"];
  return task && "forward" in task ? task.forward : undefined;
}

/** One vector a token, by the encoder's graph for feature extraction. */
export const encoderOf =
  ({ encoder, decoder }: EncoderDecoderParts): Part =>
  (c, p, x) => {
    const own = p.at("encoder");
    const tensors = c.tie_encoder_decoder ? either(p.at("decoder").base(decoder.asDecoder!.base), own) : own;
    const inputs = { input_ids: x.input_ids!, attention_mask: x.attention_mask! };
    return featuresOf(encoder)!(c.encoder, tensors, inputs, createCache({}));
  };

/** Scores of every word, by the decoder's causal language model. */
export const decoderOf =
  ({ decoder }: EncoderDecoderParts): Part =>
  (c, p, x, cache) => {
    const { encoder_hidden_states: memory, ...others } = x;
    const inputs: Tensors = memory ? { ...others, encoder_hidden_states: fitted(decoder, c, p, memory) } : others;
    return decoder.asDecoder!.forward(c.decoder, p.at("decoder"), inputs, cache);
  };

/** What the encoder gave, [b, t, h of the encoder], as wide as the decoder's vectors. */
function fitted(decoder: EncoderDecoderParts["decoder"], c: EncoderDecoderConfig, p: Params, memory: Tensor): Tensor {
  const width = new decoder.onnxConfig(c.decoder).normalizedConfig.getNumber("hidden_size");
  return widthOf(memory) === width ? memory : linear(p.at("enc_to_dec_proj"), memory, width);
}
