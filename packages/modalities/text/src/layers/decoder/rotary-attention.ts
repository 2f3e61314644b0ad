import { block, type Cache, linear, type Params, widthOf } from "@transonnx/core";
import type { Tensor } from "@transonnx/graph";
import { type RotaryTables, rotate } from "../rotary/rotary.ts";

/** The fields of a config that decide attention with rotary positions. */
export interface RotaryAttentionConfig {
  readonly num_attention_heads: number;
  readonly num_key_value_heads: number;
  readonly head_dim: number;
}

/** What a layer's attention needs besides its input. */
export interface AttentionContext {
  /** Which layer it is. */
  readonly index: number;
  readonly cache: Cache;
  /** What is added to the scores, [b, 1, s, t]. */
  readonly bias: Tensor;
  /** How queries and keys turn; without it they do not. */
  readonly tables?: RotaryTables | undefined;
}

/** How attention with rotary positions differs from Llama's. */
export interface RotaryAttentionOptions {
  /** Whether queries, keys and values have biases. Default false. */
  readonly bias?: boolean;
  /** Whether the output has one. Default: as `bias`. */
  readonly outputBias?: boolean;
  /** What becomes of packed queries[b, s, n*d] (at `q_norm`) and keys (at `k_norm`) before they turn. */
  readonly norm?: (p: Params, x: Tensor, heads: number) => Tensor;
  /** Where the norms lie. Default `q_norm` and `k_norm`. */
  readonly normNames?: readonly [query: string, key: string];
  /** Whether two neighbours turn together, as in GPT-J, not one entry of each half. Default false. */
  readonly interleaved?: boolean;
  /** What scores are multiplied by. Default 1/sqrt(d). */
  readonly scale?: number;
  readonly softcap?: number | undefined;
  /** How many keys a query sees, itself included, for what the cache keeps; the mask is the caller's. */
  readonly window?: number | undefined;
  /** Where the output's projection lies. Default "o_proj". */
  readonly output?: string;
}

/**
 * Attention with rotary positions and grouped keys, `q_proj`, `k_proj`, `v_proj` and `o_proj` at `p`, as in Llama:
 * x[b, s, h] -> [b, s, h]. https://arxiv.org/abs/2104.09864, https://arxiv.org/abs/2305.13245
 */
export const rotaryAttention = block(
  (
    c: RotaryAttentionConfig,
    p: Params,
    x: Tensor,
    { index, cache, bias: mask, tables }: AttentionContext,
    {
      bias = false,
      outputBias = bias,
      norm,
      normNames = ["q_norm", "k_norm"],
      interleaved = false,
      output = "o_proj",
      ...options
    }: RotaryAttentionOptions = {},
  ): Tensor => {
    const { num_attention_heads: query, num_key_value_heads: keyValue, head_dim: d } = c;
    const project = (name: string, heads: number) => linear(p.at(name), x, heads * d, { bias });
    const placed = (y: Tensor, name: string, heads: number) => {
      const normed = norm ? norm(p.at(name), y, heads) : y;
      return tables ? rotate(normed, tables, heads, { interleaved }) : normed;
    };
    const q = placed(project("q_proj", query), normNames[0], query);
    const k = placed(project("k_proj", keyValue), normNames[1], keyValue);
    const seen = cache
      .layer(index)
      .attend(q, k, project("v_proj", keyValue), { query, keyValue }, { mask, ...options });
    return linear(p.at(output), seen, widthOf(x), { bias: outputBias });
  },
);
