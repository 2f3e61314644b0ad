import { block, type Params } from "@transonnx/core";
import { packedAttention, type Tensor } from "@transonnx/graph";
import { feedForward, finalNorm, residual } from "./blocks.ts";
import type { Seq2SeqEncoderConfig } from "./config.ts";
import { keyAndValue, output, query } from "./projections.ts";

// The encoder's layers of BART (https://arxiv.org/abs/1910.13461), as in transformers' modeling_bart.py; its descendants have
// the same, parameter names included, and so has Whisper.
// Shapes: b batch, t tokens or frames, h hidden.

/**
 * The embeddings x[b, t, h] before the first layer and after each, `layers` at `p`; the last is the encoder's output. `bias` is
 * added to the scores of keys, [b|1, 1, t, t]; without it all are seen.
 */
export function encoderStack(
  c: Seq2SeqEncoderConfig,
  p: Params,
  x: Tensor,
  bias?: Tensor,
): readonly [Tensor, ...Tensor[]] {
  const states: [Tensor, ...Tensor[]] = [x];
  for (let i = 0; i < c.encoder_layers; i++) states.push(layer(c, p.at("layers", i), states.at(-1)!, bias));
  states.push(finalNorm(c, p, states.pop()!));
  return states;
}

const layer = block((c: Seq2SeqEncoderConfig, p: Params, x: Tensor, bias?: Tensor): Tensor => {
  const y = residual(c, p.at("self_attn_layer_norm"), x, (z) => selfAttention(c, p.at("self_attn"), z, bias));
  return residual(c, p.at("final_layer_norm"), y, (z) => feedForward(c, p, z, c.encoder_ffn_dim));
});

const selfAttention = block((c: Seq2SeqEncoderConfig, p: Params, x: Tensor, mask?: Tensor): Tensor => {
  const q = query(c, p, x);
  const heads = { query: c.encoder_attention_heads };
  return output(c, p, packedAttention(q, ...keyAndValue(c, p, x), heads, { mask }));
});
