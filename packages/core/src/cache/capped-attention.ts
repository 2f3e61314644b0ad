import {
  add,
  type Dim,
  divideDims,
  type KeysAndValues,
  matmul,
  mul,
  reshape,
  softmax,
  type Tensor,
  tanh,
  transpose,
} from "@transonnx/graph";

export interface CappedAttentionOptions {
  readonly softcap: number;
  /** Added to the capped scores: [b|1, 1|n, s, t]. */
  readonly mask?: Tensor | undefined;
  /** Default 1/sqrt(d). */
  readonly scale?: number | undefined;
}

/**
 * Attention whose scores are bounded before the mask is added, softcap * tanh(scores / softcap) + mask, as Gemma 2
 * has it (ONNX's Attention bounds them with the mask): q[b, n, s, d] over key and value[b, m, t, d] -> [b, n, s, d].
 */
export function cappedAttention(
  q: Tensor,
  { key, value }: KeysAndValues,
  { softcap, mask, scale }: CappedAttentionOptions,
): Tensor {
  const [b, n, s, d] = q.type.shape as readonly [Dim, number, Dim, number];
  const [, m, t] = key.type.shape as readonly [Dim, number, Dim];
  const group = divideDims(n, m);
  if (group === undefined) throw new Error(`${n} query heads are no multiple of ${m} key heads`);
  const rows = (x: Tensor, width: Dim) => (group === 1 ? x : reshape(x, [b, m, `${group}*(${s})`, width]));
  const heads = (x: Tensor, width: Dim) => (group === 1 ? x : reshape(x, [b, n, s, width]));
  const products = matmul(rows(mul(q, scale ?? d ** -0.5), d), transpose(key, [0, 1, 3, 2])); // [b, m, g*s, t]
  const capped = mul(tanh(mul(heads(products, t), 1 / softcap)), softcap); // [b, n, s, t]
  const weights = softmax(mask ? add(capped, mask) : capped);
  return heads(matmul(rows(weights, t), value), value.type.shape[3]!);
}
