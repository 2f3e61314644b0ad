import { gatedFeedForward, headNorm, rotaryAttention } from "@transonnx/text";
import type { Qwen2Config, Qwen3Config } from "../config/qwen.ts";
import { decoder, preNormLayer } from "./decoder.ts";

/** Qwen2 (https://arxiv.org/abs/2407.10671): queries, keys and values have biases, and some layers may slide. */
export const qwen2 = decoder<Qwen2Config>({
  layer: preNormLayer({
    attention: (c, p, x, context) =>
      rotaryAttention(c, p, x, context, { bias: true, outputBias: false, window: context.window }),
    feedForward: (c, p, x) => gatedFeedForward(c, p, x),
  }),
});

/** Qwen3 (https://arxiv.org/abs/2505.09388): each head of queries and keys is normalised instead. */
export const qwen3 = decoder<Qwen3Config>({
  layer: preNormLayer({
    attention: (c, p, x, context) =>
      rotaryAttention(c, p, x, context, {
        bias: c.attention_bias,
        norm: (q, y, heads) => headNorm(q, y, heads, c.rms_norm_eps),
        window: context.window,
      }),
    feedForward: (c, p, x) => gatedFeedForward(c, p, x),
  }),
});
