import { block, type Params, rmsNorm } from "@transonnx/core";
import { add, type Tensor } from "@transonnx/graph";
import { gatedFeedForward, rotaryAttention } from "@transonnx/text";
import type { Olmo2Config } from "../config/olmo2.ts";
import { decoder, type LayerContext } from "./decoder.ts";

/** A layer that normalises what its parts make of x, and in them all heads of queries and of keys together. */
const layer = block((c: Olmo2Config, p: Params, x: Tensor, context: LayerContext): Tensor => {
  const norm = (at: Params, y: Tensor) => rmsNorm(at, y, c.rms_norm_eps);
  const seen = rotaryAttention(c, p.at("self_attn"), x, context, { bias: c.attention_bias, norm });
  const y = add(x, norm(p.at("post_attention_layernorm"), seen));
  return add(y, norm(p.at("post_feedforward_layernorm"), gatedFeedForward(c, p.at("mlp"), y)));
});

/** OLMo 2 (https://arxiv.org/abs/2501.00656). */
export const olmo2 = decoder<Olmo2Config>({ layer });
