import { layerNorm, linear, numLabels, type Params, type Tensors } from "@transonnx/core";
import { add, gather, mul, slice, subtractDims, type Tensor } from "@transonnx/graph";
import { type Patches, reconstruction, vitEmbeddings, vitEncoder } from "@transonnx/vision";
import type { DeiTConfig } from "./config.ts";

// DeiT (https://arxiv.org/abs/2012.12877), as in transformers 4.57's modeling_deit.py.
// Shapes: b batch, n patches, h hidden.

/** One vector for the class, one for what a teacher says of it, and one a patch, [b, 2 + n, h], and how the patches lie. */
export function deit(c: DeiTConfig, p: Params, { pixel_values }: Tensors): Patches {
  const tokens = ["cls_token", "distillation_token"];
  const { x, grid } = vitEmbeddings(c, p.at("embeddings"), pixel_values!, { tokens });
  return { x: layerNorm(p.at("layernorm"), vitEncoder(c, p.at("encoder"), x), c.layer_norm_eps), grid };
}

/** The labels' scores: of the class, or where the teacher's head counts, of both heads' mean. */
export function logits(c: DeiTConfig, p: Params, { x }: ReturnType<typeof deit>): Tensor {
  const head = (name: string, token: number) => linear(p.at(name), gather(x, token, 1), numLabels(c));
  return withTeacher(c)
    ? mul(add(head("cls_classifier", 0), head("distillation_classifier", 1)), 0.5)
    : head("classifier", 0);
}

/** Whether the first class of `architectures` that classifies has the teacher's head. */
const withTeacher = ({ architectures }: DeiTConfig): boolean =>
  Array.isArray(architectures) &&
  architectures.find((name) => /^DeiTForImageClassification(WithTeacher)?$/.test(name)) ===
    "DeiTForImageClassificationWithTeacher";

/** Every patch as pixels, [b, channels, height, width]. */
export function reconstructed(c: DeiTConfig, p: Params, { x, grid }: ReturnType<typeof deit>): Tensor {
  // transformers takes the class's token away and one at the end: patches begin with the distillation token.
  const patches = slice(x, 1, 1, subtractDims(x.type.shape[1]!, 1));
  return reconstruction(c, p.at("decoder.0"), { x: patches, grid });
}
