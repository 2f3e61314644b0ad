import {
  activation,
  block,
  type Cache,
  embedding,
  layerNorm,
  linear,
  type Params,
  type Tensors,
} from "@transonnx/core";
import { add, cumSum, mul, slice, sub, type Tensor } from "@transonnx/graph";
import { type AttentionContext, causalBias, rotaryAttention, vocabularyLogits } from "@transonnx/text";
import type { OPTConfig } from "./config.ts";

// OPT (https://arxiv.org/abs/2205.01068), as in transformers 4.57's modeling_opt.py.
// Shapes: b batch, s new tokens, t past and new tokens, h hidden.

/** nn.LayerNorm's default. */
const EPSILON = 1e-5;

/** The rows of the table of places before that of the first token. */
const OFFSET = 2;

/** One vector a token, [b, s, w]: as wide as the word embeddings. */
export function opt(c: OPTConfig, p: Params, inputs: Tensors, cache: Cache): Tensor {
  const { input_ids: ids, attention_mask: mask } = inputs;
  const { hidden_size: h, word_embed_proj_dim: w } = c;
  const decoder = p.at("decoder");
  const project = (name: string, x: Tensor, out: number) =>
    w === h ? x : linear(decoder.at(name), x, out, { bias: false });

  const words = embedding(decoder.at("embed_tokens"), ids!, c.vocab_size, w);
  const rows = add(inputs.position_ids ?? countedPositions(mask!, cache), OFFSET);
  const places = embedding(decoder.at("embed_positions"), rows, c.max_position_embeddings + OFFSET, h);
  const bias = causalBias({ queries: ids!.type.shape[1]!, past: cache.length, mask });
  let x = add(project("project_in", words, h), places);
  for (let index = 0; index < c.num_hidden_layers; index++)
    x = layer(c, decoder.at("layers", index), x, { index, cache, bias });
  const isNormed = c.do_layer_norm_before && !c._remove_final_layer_norm;
  return project("project_out", isNormed ? norm(c, decoder.at("final_layer_norm"), x) : x, w);
}

/** The places of new tokens, counted over the tokens that are no padding, which is at -1: mask[b, t] -> [b, s]. */
const countedPositions = (mask: Tensor, cache: Cache): Tensor =>
  slice(sub(mul(cumSum(mask, 1), mask), 1), 1, cache.length);

const norm = (c: OPTConfig, p: Params, x: Tensor): Tensor =>
  layerNorm(p, x, EPSILON, { weight: c.layer_norm_elementwise_affine });

const layer = block((c: OPTConfig, p: Params, x: Tensor, context: AttentionContext): Tensor => {
  const residual = (name: string, y: Tensor, inner: (z: Tensor) => Tensor) =>
    c.do_layer_norm_before ? add(y, inner(norm(c, p.at(name), y))) : norm(c, p.at(name), add(y, inner(y)));
  const seen = residual("self_attn_layer_norm", x, (y) =>
    rotaryAttention(c, p.at("self_attn"), y, context, { bias: c.enable_bias, output: "out_proj" }),
  );
  return residual("final_layer_norm", seen, (y) => feedForward(c, p, y));
});

const feedForward = (c: OPTConfig, p: Params, x: Tensor): Tensor => {
  const wide = linear(p.at("fc1"), x, c.ffn_dim, { bias: c.enable_bias });
  return linear(p.at("fc2"), activation(c.activation_function, p.at("activation_fn"), wide), c.hidden_size, {
    bias: c.enable_bias,
  });
};

/** Scores of every word, [b, s, v]. */
export const logits = (c: OPTConfig, p: Params, x: Tensor, base: Params): Tensor =>
  vocabularyLogits(c, x, { words: base.at("decoder.embed_tokens"), own: p.at("lm_head") });
