import { block, linear, numLabels, type Params, type PretrainedConfig, type Tensors } from "@transonnx/core";
import {
  cast,
  type Dim,
  equal,
  expand,
  gather,
  gatherElements,
  mul,
  multiplyDims,
  not,
  range,
  reduceMax,
  reshape,
  size,
  squeeze,
  sub,
  type Tensor,
  tanh,
  unsqueeze,
} from "@transonnx/graph";

/** x[b, h] or [b, t, h] -> one score a label. */
export const classify = (c: PretrainedConfig, p: Params, x: Tensor): Tensor => linear(p, x, numLabels(c));

/**
 * The vector that a decoder classifies a text by: that of its last token that is no padding, x[b, t, h] -> [b, h]. Padding
 * is told by the ids; without a padding id it is the last of all.
 */
export function lastToken(padding: number | null | undefined, ids: Tensor, x: Tensor): Tensor {
  const t = x.type.shape[1]!;
  if (padding === null || padding === undefined) return gather(x, sub(size(t), 1), 1);
  return lastWhere(not(equal(ids, padding)), x);
}

/** The vector of the last token of which something is true, x[b, t, h] with isSo[b, t] -> [b, h]; where it never is, the first's. */
export function lastWhere(isSo: Tensor, x: Tensor): Tensor {
  const places = cast(range(0, x.type.shape[1]!), "int32");
  return tokenAt(reduceMax(mul(places, cast(isSo, "int32")), [1]), x);
}

/** The vector of one token of each text, x[b, t, h] with its place[b, 1] -> [b, h]. */
export function tokenAt(place: Tensor, x: Tensor): Tensor {
  const [b, , h] = x.type.shape as readonly [Dim, Dim, Dim];
  return squeeze(gatherElements(x, expand(unsqueeze(place, 2), [b, 1, h]), 1), 1);
}

/** x[b, t, h] -> the scores of each token as the start and as the end of an answer, [b, t] each. */
export function spanLogits(p: Params, x: Tensor): { readonly start_logits: Tensor; readonly end_logits: Tensor } {
  const logits = linear(p, x, 2);
  return { start_logits: gather(logits, 0, 2), end_logits: gather(logits, 1, 2) };
}

/** The first token's vector of x[b, t, h] -> [b, h]. */
export const firstToken = (x: Tensor): Tensor => gather(x, 0, 1);

/** The first token's vector of x[b, t, h] through `dense` and tanh: [b, h]. */
export const pooler = block(
  (c: { readonly hidden_size: number }, p: Params, x: Tensor): Tensor =>
    tanh(linear(p.at("dense"), firstToken(x), c.hidden_size)),
);

/** Every choice as an entry of the batch: [b, choices, t] -> [b * choices, t]. */
export function flattenChoices(inputs: Tensors): Tensors {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, x]) => {
      const [b, choices, t] = x.type.shape as [Dim, Dim, Dim];
      return [name, reshape(x, [multiplyDims(b, choices), t])];
    }),
  );
}

/** One score a choice: x[b * choices, h] -> [b, choices]. */
export function choiceLogits(p: Params, x: Tensor, { input_ids }: Tensors): Tensor {
  const [b, choices] = input_ids!.type.shape as [Dim, Dim];
  return reshape(linear(p, x, 1), [b, choices]);
}
