import { activation, block, linear, type Params, widthOf } from "@transonnx/core";
import { mul, split, type Tensor } from "@transonnx/graph";
import { rotate } from "@transonnx/text";
import type { Phi3Config } from "../config/phi3.ts";
import { decoder, type LayerContext, preNormLayer } from "./decoder.ts";

/** Queries, keys and values are one projection. */
const attention = block((c: Phi3Config, p: Params, x: Tensor, context: LayerContext): Tensor => {
  const { num_attention_heads: query, num_key_value_heads: keyValue, head_dim: d } = c;
  const { index, cache, bias: mask, tables, window } = context;
  const widths = [query * d, keyValue * d, keyValue * d];
  const [q, k, v] = split(linear(p.at("qkv_proj"), x, (query + 2 * keyValue) * d, { bias: false }), -1, widths);
  const seen = cache
    .layer(index)
    .attend(rotate(q!, tables, query), rotate(k!, tables, keyValue), v!, { query, keyValue }, { mask, window });
  return linear(p.at("o_proj"), seen, widthOf(x), { bias: false });
});

/** The gate and what it gates are one projection. */
const feedForward = block((c: Phi3Config, p: Params, x: Tensor): Tensor => {
  const wide = c.intermediate_size;
  const [gate, up] = split(linear(p.at("gate_up_proj"), x, 2 * wide, { bias: false }), -1, [wide, wide]);
  const gated = mul(up!, activation(c.hidden_act, p.at("activation_fn"), gate!));
  return linear(p.at("down_proj"), gated, widthOf(x), { bias: false });
});

/** Phi-3 (https://arxiv.org/abs/2404.14219). */
export const phi3 = decoder<Phi3Config>({ layer: preNormLayer({ attention, feedForward }) });
