import { apply, applyAll } from "../operators/apply.ts";
import { float, int } from "../operators/attributes.ts";
import { composite, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { addDims, type Dim, divideDims, multiplyDims } from "../types/dim.ts";
import { dtypeFromNumber } from "../types/dtype-number.ts";
import { add } from "./add.ts";
import { cast } from "./cast.ts";
import { concat } from "./concat.ts";
import { lessOrEqual } from "./less-or-equal.ts";
import { matmul } from "./matmul.ts";
import { mul } from "./mul.ts";
import { range } from "./range.ts";
import { reshape } from "./reshape.ts";
import { softmax } from "./softmax.ts";
import { tanh } from "./tanh.ts";
import { transpose } from "./transpose.ts";
import { unsqueeze } from "./unsqueeze.ts";
import { where } from "./where.ts";

/** [b, t, n*d] -> [b, n, t, d]; four axes are heads already. */
function splitHeads(x: Tensor, heads: number | undefined, name: string): Tensor {
  const { shape } = x.type;
  if (shape.length === 4) return x;
  if (shape.length !== 3) throw new Error(`${name} must have 3 or 4 axes, got ${shape.length}`);
  if (!heads) throw new Error(`${name} has 3 axes: q_num_heads and kv_num_heads must say how many heads it holds`);
  const [b, t, width] = shape as [Dim, Dim, Dim];
  const d = divideDims(width, heads);
  if (d === undefined) throw new Error(`${name}'s width ${width} is no multiple of ${heads} heads`);
  return transpose(reshape(x, [b, t, heads, d]), [0, 2, 1, 3]);
}

/**
 * x[b, n, s, i] times y[b, m, i, j] -> [b, n, s, j]. The rows of all query heads of one key head are multiplied at once, so
 * that no key is copied.
 */
function groupedMatmul(x: Tensor, y: Tensor): Tensor {
  const [b, n, s, i] = x.type.shape as [Dim, Dim, Dim, Dim];
  const [, m, , j] = y.type.shape as [Dim, Dim, Dim, Dim];
  if (m === n) return matmul(x, y);
  const group = divideDims(n, m);
  if (group === undefined) throw new Error(`${n} query heads are no multiple of ${m} key heads`);
  const rows = reshape(x, [b, m, multiplyDims(group, s), i]); // [b, m, g*s, i]
  return reshape(matmul(rows, y), [b, n, s, j]);
}

/** [s, t], true where query i, which stands after the past, may see key j. */
function causal(queries: Dim, keys: Dim, past: Dim): Tensor {
  return lessOrEqual(unsqueeze(range(0, keys), 0), unsqueeze(range(past, addDims(past, queries)), 1));
}

export const Attention = composite({
  name: "Attention",
  since: 23,
  inputs: ["Q", "K", "V", "attn_mask?", "past_key?", "past_value?"],
  outputs: ["Y", "present_key?", "present_value?", "qk_matmul_output?"],
  attributes: {
    is_causal: int(0),
    kv_num_heads: int(undefined),
    q_num_heads: int(undefined),
    qk_matmul_output_mode: int(0),
    scale: float(undefined),
    softcap: float(0),
    softmax_precision: int(undefined),
  },
  expand([q, k, v, mask, pastKey, pastValue], attributes) {
    const query = splitHeads(q!, attributes.q_num_heads, "Q");
    const newKey = splitHeads(k!, attributes.kv_num_heads, "K");
    const newValue = splitHeads(v!, attributes.kv_num_heads, "V");
    const key = pastKey ? concat([pastKey, newKey], 2) : newKey;
    const value = pastValue ? concat([pastValue, newValue], 2) : newValue;
    const [b, n, s, d] = query.type.shape as [Dim, Dim, Dim, Dim];
    if (typeof d !== "number") throw new Error(`the head size must be known, got ${d}`);
    const t = key.type.shape[2]!;
    const products = groupedMatmul(mul(query, attributes.scale ?? d ** -0.5), transpose(key, [0, 1, 3, 2]));
    let scores = products;
    if (attributes.is_causal)
      scores = where(causal(s, t, pastKey?.type.shape[2] ?? 0), scores, Number.NEGATIVE_INFINITY);
    if (mask) scores = mask.type.dtype === "bool" ? where(mask, scores, Number.NEGATIVE_INFINITY) : add(scores, mask);
    const masked = scores;
    if (attributes.softcap) scores = mul(tanh(mul(scores, 1 / attributes.softcap)), attributes.softcap);
    const capped = scores;
    const { softmax_precision } = attributes;
    const wide = softmax_precision === undefined ? scores : cast(scores, dtypeFromNumber(softmax_precision));
    const weights = cast(softmax(wide), q!.type.dtype);
    const seen = groupedMatmul(weights, value);
    const width = value.type.shape[3] as number;
    const y = q!.type.shape.length === 4 ? seen : reshape(transpose(seen, [0, 2, 1, 3]), [b, s, (n as number) * width]);
    return [y, key, value, [products, masked, capped, weights][attributes.qk_matmul_output_mode]!];
  },
});

function f32(...shape: Dim[]) {
  return { dtype: "float32" as const, shape };
}

export interface AttentionOptions {
  /** Added to the scores, or a bool mask of what may be seen: broadcasts to [b, n, s, t]. */
  readonly mask?: Tensor | undefined;
  /** Default 1/sqrt(d). */
  readonly scale?: number | undefined;
  /** Whether query i sees no key after itself. Default false. */
  readonly causal?: boolean;
  /** The bound of the scores: softcap * tanh(scores / softcap). Default none. */
  readonly softcap?: number | undefined;
}

const attributesOf = ({ scale, causal: is_causal = false, softcap = 0 }: AttentionOptions) => ({
  is_causal: is_causal ? 1 : 0,
  softcap,
  ...(scale === undefined ? {} : { scale }),
});

/** Attention over heads: q[b, n, s, d], k and v[b, m, t, d] with n a multiple of m -> [b, n, s, d]. */
export const attention = (q: Tensor, k: Tensor, v: Tensor, options: AttentionOptions = {}): Tensor =>
  apply(Attention, [q, k, v, options.mask], attributesOf(options));

/** Attention over packed heads: q[b, s, n*d], k and v[b, t, m*d] -> [b, s, n*d]. */
export const packedAttention = (
  q: Tensor,
  k: Tensor,
  v: Tensor,
  heads: HeadCounts,
  options: AttentionOptions = {},
): Tensor =>
  apply(Attention, [q, k, v, options.mask], {
    q_num_heads: heads.query,
    kv_num_heads: heads.keyValue ?? heads.query,
    ...attributesOf(options),
  });

/** Keys and values [b, m, t, d] of what came before. */
export interface KeysAndValues {
  readonly key: Tensor;
  readonly value: Tensor;
}

/** How many heads packed queries, and packed keys and values, hold. */
export interface HeadCounts {
  readonly query: number;
  /** Default: as many as query heads. */
  readonly keyValue?: number;
}

/**
 * `packedAttention` over past and new keys: q[b, s, n*d], k and v[b, s, m*d] after past[b, m, p, d] -> y[b, s, n*d] and
 * the keys and values of both, [b, m, p + s, d]. Without a past, p is 0.
 */
export function cachedAttention(
  q: Tensor,
  k: Tensor,
  v: Tensor,
  heads: HeadCounts,
  past: KeysAndValues | undefined,
  options: AttentionOptions = {},
): { readonly y: Tensor; readonly present: KeysAndValues } {
  const attributes = {
    q_num_heads: heads.query,
    kv_num_heads: heads.keyValue ?? heads.query,
    ...attributesOf(options),
  };
  const [y, key, value] = applyAll(Attention, [q, k, v, options.mask, past?.key, past?.value], attributes, 3);
  return { y: y!, present: { key: key!, value: value! } };
}

export const AttentionReference = reference(Attention, {
  doc: "softmax(scale * Q * Kᵀ + mask) * V for each head. https://arxiv.org/abs/1706.03762",
  samples: [
    { inputs: [f32("b", 4, 3, 8), f32("b", 2, "t", 8), f32("b", 2, "t", 8)] },
    {
      inputs: [f32("b", "s", 12), f32("b", "t", 12), f32("b", "t", 12)],
      attributes: { q_num_heads: 3, kv_num_heads: 3 },
    },
  ],
});
