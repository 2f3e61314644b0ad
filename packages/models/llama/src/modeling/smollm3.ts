import { gatedFeedForward, rotaryAttention } from "@transonnx/text";
import type { SmolLM3Config } from "../config/smollm3.ts";
import { decoder, preNormLayer } from "./decoder.ts";

/** SmolLM3 (https://huggingface.co/blog/smollm3): some layers do not turn (https://arxiv.org/abs/2501.18795). */
export const smollm3 = decoder<SmolLM3Config>({
  layer: preNormLayer({
    attention(c, p, x, { window, ...context }) {
      const tables = c.no_rope_layers[context.index] ? context.tables : undefined;
      return rotaryAttention(c, p, x, { ...context, tables }, { bias: c.attention_bias, window });
    },
    feedForward: (c, p, x) => gatedFeedForward(c, p, x, { bias: c.mlp_bias }),
  }),
});
