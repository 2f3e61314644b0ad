import type { Params, Tensors } from "@transonnx/core";
import { add, div, exp, matmul, mul, reduceSum, sqrt, type Tensor, transpose } from "@transonnx/graph";

/** Vectors x[…, c] of length 1. */
export const unitVectors = (x: Tensor): Tensor => div(x, sqrt(reduceSum(mul(x, x), [-1])));

/**
 * Which of the texts[n, c] belongs to which of the pictures[m, c], both of length 1, as transformers' CLIPOutput: their products,
 * times e^`logit_scale`, plus `logit_bias` where asked for.
 */
export function similarity(p: Params, texts: Tensor, pictures: Tensor, { bias = false } = {}): Tensors {
  const products = mul(matmul(texts, transpose(pictures, [1, 0])), exp(p.get("logit_scale", [])));
  const perText = bias ? add(products, p.get("logit_bias", [])) : products; // [n, m]
  return {
    logits_per_image: transpose(perText, [1, 0]),
    logits_per_text: perText,
    text_embeds: texts,
    image_embeds: pictures,
  };
}
