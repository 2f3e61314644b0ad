import { type Params, widthOf } from "@transonnx/core";
import { gemm, reshape, scoped, sizeOfDims, type Tensor } from "@transonnx/graph";

/** Where the output embeddings of a language model lie. */
export interface Vocabulary {
  readonly size: number;
  /** The input embeddings' module, whose weight the output shares; undefined where the model has a weight of its own. */
  readonly tied: Params | undefined;
}

/**
 * Scores of every word: x[b, t, h] times the (tied or own) weight[v, h] of `decoder`, plus a bias[v] that lies at
 * `bias` of the same module.
 */
export const vocabularyLogits = (p: Params, x: Tensor, { size, tied }: Vocabulary): Tensor =>
  scoped(p.path, () => {
    const rows = x.type.shape.slice(0, -1);
    const width = widthOf(x);
    const weight = (tied ?? p.at("decoder")).get("weight", [size, width]);
    const bias = p.get(["bias", "decoder.bias"], [size]);
    return reshape(gemm(reshape(x, [sizeOfDims(rows), width]), weight, bias), [...rows, size]); // [b, t, v]
  });
