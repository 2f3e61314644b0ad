import { linear, type Params } from "@transonnx/core";
import type { Tensor } from "@transonnx/graph";
import type { Seq2SeqLayerConfig } from "./config.ts";

// The projections of an attention, `q_proj`, `k_proj`, `v_proj` and `out_proj` at `p`; x[b, t, …] -> [b, t, h].

export const query = (c: Seq2SeqLayerConfig, p: Params, x: Tensor): Tensor => linear(p.at("q_proj"), x, c.d_model);

/** What is attended to, as keys and values; its width may be another than the decoder's. */
export const keyAndValue = (c: Seq2SeqLayerConfig, p: Params, x: Tensor): readonly [key: Tensor, value: Tensor] => [
  linear(p.at("k_proj"), x, c.d_model, { bias: c.key_bias ?? true }),
  linear(p.at("v_proj"), x, c.d_model),
];

export const output = (c: Seq2SeqLayerConfig, p: Params, x: Tensor): Tensor => linear(p.at("out_proj"), x, c.d_model);
