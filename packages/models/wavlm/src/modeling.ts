import { featureEncoder, featureProjection, speechAttention, speechEncoder } from "@transonnx/audio";
import { block, linear, type Params } from "@transonnx/core";
import { add, type Dim, mul, reduceSum, reshape, sigmoid, split, sub, type Tensor, transpose } from "@transonnx/graph";
import { bucketBias } from "@transonnx/text";
import type { WavLMConfig } from "./config.ts";

// WavLM (https://arxiv.org/abs/2110.13900), as in transformers 4.57's modeling_wavlm.py.
// Shapes: b batch, s samples, t frames, h hidden, n heads, d size of a head.

/** The states of the encoder on samples[b, s], each [b, t, h]; the last is its output. */
export function wavlm(c: WavLMConfig, p: Params, samples: Tensor): readonly [Tensor, ...Tensor[]] {
  const features = featureEncoder(c, p.at("feature_extractor"), samples);
  const frames = featureProjection(c, p.at("feature_projection"), features);
  const encoder = p.at("encoder");
  const bias = distanceBias(c, encoder.at("layers.0.attention.rel_attn_embed"), frames.type.shape[1]!);
  return speechEncoder(c, encoder, frames, (_, own, x) => speechAttention(c, own, x, gated(c, own, x, bias)));
}

/** All layers use the first one's bias by distance, [1, n, t, t]. */
const distanceBias = (c: WavLMConfig, p: Params, frames: Dim): Tensor =>
  bucketBias(
    {
      num_heads: c.num_attention_heads,
      relative_attention_num_buckets: c.num_buckets,
      relative_attention_max_distance: c.max_bucket_distance,
      roundedFirst: true,
    },
    p,
    { bidirectional: true, queries: frames },
  );

/** How much of the bias each head of each frame of x[b, t, h] heeds: [b, n, t, t]. */
const gated = block((c: WavLMConfig, p: Params, x: Tensor, bias: Tensor): Tensor => {
  const [b, t] = x.type.shape as readonly [Dim, Dim, number];
  const n = c.num_attention_heads;
  const heads = transpose(reshape(x, [b, t, n, c.hidden_size / n]), [0, 2, 1, 3]); // [b, n, t, d]
  const scores = reshape(linear(p.at("gru_rel_pos_linear"), heads, 8), [b, n, t, 2, 4]);
  const [update, reset] = split(sigmoid(reduceSum(scores, [-1], { keepdims: false })), 3, [1, 1]); // [b, n, t, 1]
  const strength = p.get("gru_rel_pos_const", [1, n, 1, 1]);
  return mul(add(mul(update!, sub(mul(reset!, strength), 1)), 2), bias);
});
