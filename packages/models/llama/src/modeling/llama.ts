import { gatedFeedForward, rotaryAttention } from "@transonnx/text";
import type { LlamaConfig } from "../config/llama.ts";
import { decoder, preNormLayer } from "./decoder.ts";

/** Llama: layers normalise what goes into their parts, positions turn, and the feed-forward is gated. */
export const llama = decoder<LlamaConfig>({
  layer: preNormLayer({
    attention: (c, p, x, context) => rotaryAttention(c, p, x, context, { bias: c.attention_bias }),
    feedForward: (c, p, x) => gatedFeedForward(c, p, x, { bias: c.mlp_bias }),
  }),
});
