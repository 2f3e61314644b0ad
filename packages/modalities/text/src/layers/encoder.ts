import { type Activation, activation, block, layerNorm, linear, type Params, type Tensors } from "@transonnx/core";
import { add, packedAttention, type Tensor } from "@transonnx/graph";
import { causalBias } from "./causal-mask.ts";
import { paddingBias } from "./padding-mask.ts";
import { attentionBias, type SelfAttentionConfig, selfAttention } from "./self-attention.ts";

// The encoder of BERT (https://arxiv.org/abs/1810.04805), as in transformers' modeling_bert.py; RoBERTa, ELECTRA and
// their descendants have the same, parameter names included.
// Shapes: b batch, s and t tokens, h hidden.

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
  for (let i = 0; i < c.num_hidden_layers; i++) y = layer(c, p.at("layer", i), y, { bias });
  return y;
});

/**
 * x[b, s, h] through the layers of a decoder, which see no later tokens, and what an encoder gave:
 * encoder_hidden_states[b, t, h], of which encoder_attention_mask[b, t] is 0 for padding; without one all of it is seen.
 */
export const crossDecoder = block((c: EncoderConfig, p: Params, x: Tensor, inputs: Tensors): Tensor => {
  const { encoder_hidden_states: memory, encoder_attention_mask: mask } = inputs;
  const queries = x.type.shape[1]!;
  const context = {
    bias: causalBias({ queries, past: 0 }),
    memory: { states: memory!, bias: mask && paddingBias(mask, queries) },
  };
  let y = x;
  for (let i = 0; i < c.num_hidden_layers; i++) y = layer(c, p.at("layer", i), y, context);
  return y;
});

interface Context {
  /** What is added to the scores of the layer's own tokens, [b|1, 1, s, s]. */
  readonly bias: Tensor;
  /** What an encoder gave, [b, t, h], and what is added to the scores of it, [b, 1, s, t]. */
  readonly memory?: { readonly states: Tensor; readonly bias: Tensor | undefined };
}

const layer = block((c: EncoderConfig, p: Params, x: Tensor, { bias, memory }: Context): Tensor => {
  const own = addNorm(c, p.at("attention.output"), x, selfAttention(c, p.at("attention.self"), x, bias));
  const y = memory ? crossAttention(c, p.at("crossattention"), own, memory) : own;
  const wide = linear(p.at("intermediate.dense"), y, c.intermediate_size);
  return addNorm(c, p.at("output"), y, activation(c.hidden_act, p.at("intermediate.intermediate_act_fn"), wide));
});

/** Distances to what an encoder gave say nothing, however positions enter. */
const crossAttention = block((c: EncoderConfig, p: Params, x: Tensor, memory: Required<Context>["memory"]): Tensor => {
  const project = (name: string, y: Tensor) => linear(p.at("self", name), y, c.hidden_size);
  const [q, k, v] = [project("query", x), project("key", memory.states), project("value", memory.states)];
  const seen = packedAttention(q, k, v, { query: c.num_attention_heads }, { mask: memory.bias });
  return addNorm(c, p.at("output"), x, seen);
});

const addNorm = block(
  (c: EncoderConfig, p: Params, x: Tensor, y: Tensor): Tensor =>
    layerNorm(p.at("LayerNorm"), add(linear(p.at("dense"), y, c.hidden_size), x), c.layer_norm_eps),
);
