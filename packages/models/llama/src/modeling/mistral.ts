import { gatedFeedForward, rotaryAttention } from "@transonnx/text";
import type { MistralConfig } from "../config/mistral.ts";
import { decoder, preNormLayer } from "./decoder.ts";

/** Mistral (https://arxiv.org/abs/2310.06825): its layers see a window that slides along. */
export const mistral = decoder<MistralConfig>({
  layer: preNormLayer({
    attention: (c, p, x, context) => rotaryAttention(c, p, x, context, { window: context.window }),
    feedForward: (c, p, x) => gatedFeedForward(c, p, x),
  }),
});
