import type { Params } from "@transonnx/core";
import { div, mul, type Tensor } from "@transonnx/graph";
import { gatedFeedForward, rotaryAttention } from "@transonnx/text";
import type { GraniteConfig } from "../config/granite.ts";
import { decoder, logits, preNormLayer, words } from "./decoder.ts";

/** Granite (https://arxiv.org/abs/2408.13359): words, scores, what layers add, and logits are scaled. */
export const granite = decoder<GraniteConfig>({
  embed: (c, p, ids) => mul(words(c, p, ids), c.embedding_multiplier),
  layer: preNormLayer({
    attention: (c, p, x, context) =>
      mul(
        rotaryAttention(c, p, x, context, { bias: c.attention_bias, scale: c.attention_multiplier }),
        c.residual_multiplier,
      ),
    feedForward: (c, p, x) => mul(gatedFeedForward(c, p, x, { bias: c.mlp_bias }), c.residual_multiplier),
  }),
});

/** Scores of every word, [b, s, v]. */
export const graniteLogits = (c: GraniteConfig, p: Params, x: Tensor, base: Params): Tensor =>
  div(logits(c, p, x, base), c.logits_scaling);
