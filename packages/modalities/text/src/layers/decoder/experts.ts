import { type Activation, activation, block, linear, type Params, widthOf } from "@transonnx/core";
import {
  div,
  full,
  gemm,
  mul,
  reduceSum,
  reshape,
  scatterElements,
  sizeOfDims,
  slice,
  softmax,
  type Tensor,
  topK,
} from "@transonnx/graph";

/** The fields of a config that decide a layer of experts. */
export interface ExpertsConfig {
  readonly num_experts: number;
  readonly num_experts_per_tok: number;
  readonly moe_intermediate_size: number;
  readonly hidden_act: Activation;
  /** Whether the shares of a token's experts are made to sum to 1. */
  readonly norm_topk_prob: boolean;
}

/**
 * A feed-forward layer of many experts, of which each token takes the likeliest few: the router `gate` and `experts.0`,
 * `experts.1` … at `p`, x[b, s, h] -> [b, s, h]. https://arxiv.org/abs/1701.06538
 *
 * All experts see all tokens, and what a token does not take counts nothing: which tokens an expert gets is known only at run
 * time, where sizes of tensors may not depend on values. So `num_experts / num_experts_per_tok` times as much is
 * computed as is used, and all weights are read for each new token.
 */
export const sparseExperts = block((c: ExpertsConfig, p: Params, x: Tensor): Tensor => {
  const tokens = reshape(x, [sizeOfDims(x.type.shape.slice(0, -1)), widthOf(x)]); // [b*s, h]
  const shares = route(c, p.at("gate"), tokens);
  let y: Tensor | undefined;
  for (let i = 0; i < c.num_experts; i++) y = expert(c, p.at("experts", i), tokens, slice(shares, 1, i, i + 1), y);
  return reshape(y!, x.type.shape);
});

/** How much of each expert each token of x[n, h] takes, [n, experts]. */
const route = block((c: ExpertsConfig, p: Params, x: Tensor): Tensor => {
  const probabilities = softmax(linear(p, x, c.num_experts, { bias: false }));
  const [likeliest, experts] = topK(probabilities, c.num_experts_per_tok);
  const shares = c.norm_topk_prob ? div(likeliest, reduceSum(likeliest, [-1])) : likeliest;
  return scatterElements(full(probabilities.type.shape, 0), experts, shares, 1);
});

/** Adds an expert's share[n, 1] for each token of x[n, h] to what others gave, [n, h]. */
const expert = block((c: ExpertsConfig, p: Params, x: Tensor, share: Tensor, others: Tensor | undefined): Tensor => {
  const [width, h] = [c.moe_intermediate_size, widthOf(x)];
  const wide = (name: string) => linear(p.at(name), x, width, { bias: false });
  const gate = activation(c.hidden_act, p.at("act_fn"), wide("gate_proj"));
  return gemm(mul(mul(gate, wide("up_proj")), share), p.get("down_proj.weight", [h, width]), others);
});
