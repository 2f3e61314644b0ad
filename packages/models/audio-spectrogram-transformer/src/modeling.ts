import { block, convolution, layerNorm, linear, numLabels, type Params } from "@transonnx/core";
import { add, reduceMean, slice, squeeze, type Tensor, transpose, unsqueeze } from "@transonnx/graph";
import { patchesOf, vitEncoder, withTokens } from "@transonnx/vision";
import type { ASTConfig } from "./config.ts";

// AST (https://arxiv.org/abs/2104.01778), as in transformers 4.57's modeling_audio_spectrogram_transformer.py.
// Shapes: b batch, l frames, m mel bins, n patches, h hidden.

/** Of spectra[b, l, m]: two vectors for the whole and one a patch, [b, 2 + n, h]. */
export function ast(c: ASTConfig, p: Params, spectra: Tensor): Tensor {
  const x = vitEncoder(c, p.at("encoder"), embeddings(c, p.at("embeddings"), spectra));
  return layerNorm(p.at("layernorm"), x, c.layer_norm_eps);
}

const embeddings = block((c: ASTConfig, p: Params, spectra: Tensor): Tensor => {
  const pictures = unsqueeze(transpose(spectra, [0, 2, 1]), 1); // [b, 1, m, l]
  const window = { kernel: c.patch_size, strides: [c.frequency_stride, c.time_stride] };
  const { x } = patchesOf(convolution(p.at("patch_embeddings.projection"), pictures, c.hidden_size, window));
  const tokens = withTokens(p, ["cls_token", "distillation_token"], x);
  return add(tokens, p.get("position_embeddings", [1, tokens.type.shape[1] as number, c.hidden_size]));
});

/** One score a label, of the mean of the two vectors for the whole: x[b, 2 + n, h] -> [b, labels]. */
export const logits = block((c: ASTConfig, p: Params, x: Tensor): Tensor => {
  const pooled = squeeze(reduceMean(slice(x, 1, 0, 2), [1]), 1); // [b, h]
  return linear(p.at("dense"), layerNorm(p.at("layernorm"), pooled, c.layer_norm_eps), numLabels(c));
});
