import type { Tensors } from "@transonnx/core";
import { add, div, exp, matmul, mul, reduceSum, sqrt, type Tensor, transpose } from "@transonnx/graph";

/** Vectors x[…, c] of length 1. */
export const unitVectors = (x: Tensor): Tensor => div(x, sqrt(reduceSum(mul(x, x), [-1])));

/** How vectors of texts and of pictures are compared. */
export interface SimilarityOptions {
  /** The logarithm of what the products are multiplied by. */
  readonly scale: Tensor;
  /** What is added to them. Default nothing. */
  readonly bias?: Tensor;
}

/**
 * Which of the texts[n, c] belongs to which of the pictures[m, c], both of length 1, as transformers' CLIPOutput: their products,
 * times e^`scale`, plus `bias`.
 */
export function similarity(texts: Tensor, pictures: Tensor, { scale, bias }: SimilarityOptions): Tensors {
  const products = mul(matmul(texts, transpose(pictures, [1, 0])), exp(scale));
  const perText = bias ? add(products, bias) : products; // [n, m]
  return {
    logits_per_image: transpose(perText, [1, 0]),
    logits_per_text: perText,
    text_embeds: texts,
    image_embeds: pictures,
  };
}
