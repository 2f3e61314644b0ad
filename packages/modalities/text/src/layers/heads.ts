import { block, linear, numLabels, type Params, type PretrainedConfig, type Tensors } from "@transonnx/core";
import { type Dim, gather, multiplyDims, reshape, type Tensor, tanh } from "@transonnx/graph";

/** x[b, h] or [b, t, h] -> one score a label. */
export const classify = (c: PretrainedConfig, p: Params, x: Tensor): Tensor => linear(p, x, numLabels(c));

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
