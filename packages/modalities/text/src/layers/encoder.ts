import { type Activation, activation, block, layerNorm, linear, type Params } from "@transonnx/core";
import { add, type Tensor } from "@transonnx/graph";
import { attentionBias, type SelfAttentionConfig, selfAttention } from "./self-attention.ts";

// The encoder of BERT (https://arxiv.org/abs/1810.04805), as in transformers' modeling_bert.py; RoBERTa, ELECTRA and
// their descendants have the same, parameter names included.
// Shapes: b batch, t tokens, h hidden.

/** The fields that shape the encoder. */
export interface EncoderConfig extends SelfAttentionConfig {
  readonly num_hidden_layers: number;
  readonly intermediate_size: number;
  readonly hidden_act: Activation;
  readonly layer_norm_eps: number;
}

/** x[b, t, h] through all layers; mask[b, t] is 0 for padding. */
export const encoder = block((c: EncoderConfig, p: Params, x: Tensor, mask: Tensor): Tensor => {
  const bias = attentionBias(c, mask);
  let y = x;
  for (let i = 0; i < c.num_hidden_layers; i++) y = layer(c, p.at("layer", i), y, bias);
  return y;
});

const layer = block((c: EncoderConfig, p: Params, x: Tensor, bias: Tensor): Tensor => {
  const seen = selfAttention(c, p.at("attention.self"), x, bias);
  const y = addNorm(c, p.at("attention.output"), x, seen);
  const wide = linear(p.at("intermediate.dense"), y, c.intermediate_size);
  return addNorm(c, p.at("output"), y, activation(c.hidden_act, p.at("intermediate.intermediate_act_fn"), wide));
});

const addNorm = block(
  (c: EncoderConfig, p: Params, x: Tensor, y: Tensor): Tensor =>
    layerNorm(p.at("LayerNorm"), add(linear(p.at("dense"), y, c.hidden_size), x), c.layer_norm_eps),
);
