import { type Activation, activation, block, linear, type Params, widthOf } from "@transonnx/core";
import { mul, type Tensor } from "@transonnx/graph";

/** The fields of a config that decide a gated feed-forward layer. */
export interface GatedFeedForwardConfig {
  readonly intermediate_size: number;
  readonly hidden_act: Activation;
}

/**
 * A feed-forward layer whose activation gates a second projection, `gate_proj`, `up_proj` and `down_proj` at `p`:
 * x[b, s, h] -> [b, s, h]. https://arxiv.org/abs/2002.05202
 */
export const gatedFeedForward = block(
  (c: GatedFeedForwardConfig, p: Params, x: Tensor, { bias = false }: { readonly bias?: boolean } = {}): Tensor => {
    const wide = (name: string) => linear(p.at(name), x, c.intermediate_size, { bias });
    const gate = activation(c.hidden_act, p.at("act_fn"), wide("gate_proj"));
    return linear(p.at("down_proj"), mul(gate, wide("up_proj")), widthOf(x), { bias });
  },
);
