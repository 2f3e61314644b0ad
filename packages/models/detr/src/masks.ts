import { block, ConfigError, convolution, groupNorm, linear, type Params } from "@transonnx/core";
import {
  add,
  concat,
  type Dim,
  expand,
  matmul,
  mul,
  multiplyDims,
  relu,
  reshape,
  softmax,
  type Tensor,
  transpose,
  unsqueeze,
} from "@transonnx/graph";
import { nearest } from "@transonnx/vision";
import type { DetrConfig } from "./config.ts";
import type { Detr } from "./modeling.ts";

// The masks of DetrForSegmentation, as in transformers 4.57's modeling_detr.py.
// Shapes: b batch, h and w of a map, n = h*w of the last, q queries, k heads, d d_model.

/** What each query found, drawn at the size of the finest map: [b, q, h, w]. */
export function masks(c: DetrConfig, p: Params, { maps, projected, memory, grid, found }: Detr): Tensor {
  requireMasks(c, maps);
  const [b] = projected.type.shape as readonly [Dim, Dim, Dim, Dim];
  const [q, k] = [c.num_queries, c.encoder_attention_heads];
  const looked = attentionMap(c, p.at("bbox_attention"), found, memory); // [b, q, k, n]
  const shared = expand(unsqueeze(projected, 1), [b, q, c.d_model, ...grid]);
  const each = concat([shared, reshape(looked, [b, q, k, ...grid])], 2); // [b, q, d + k, h, w]
  return maskHead(c, p.at("mask_head"), each, maps.slice(0, FINER_MAPS).reverse());
}

/** Where each query looks in the picture, over all heads at once. */
const attentionMap = block((c: DetrConfig, p: Params, found: Tensor, memory: Tensor): Tensor => {
  const k = c.encoder_attention_heads;
  const [b, n] = memory.type.shape as readonly [Dim, Dim, number];
  const heads = (name: string, x: Tensor, length: Dim) =>
    reshape(linear(p.at(name), x, c.d_model), [b, length, k, c.d_model / k]);
  const queries = transpose(mul(heads("q_linear", found, c.num_queries), (c.d_model / k) ** -0.5), [0, 2, 1, 3]);
  const keys = transpose(heads("k_linear", memory, n), [0, 2, 3, 1]);
  const scores = transpose(matmul(queries, keys), [0, 2, 1, 3]); // [b, q, k, n]
  const shares = softmax(reshape(scores, [b, c.num_queries, multiplyDims(k, n)])); // [b, q, k*n]
  return reshape(shares, [b, c.num_queries, k, n]);
});

/** Maps beside the last that masks are refined with. */
const FINER_MAPS = 3;
const GROUPS = 8;

/** x[b, q, d + k, h, w] refined with ever finer maps [b, channels, …] -> [b, q, h, w] of the last of them. */
const maskHead = block((c: DetrConfig, p: Params, x: Tensor, maps: readonly Tensor[]): Tensor => {
  const [b, q, wide, ...sizes] = x.type.shape as readonly [Dim, number, number, Dim, Dim];
  const rows = multiplyDims(b, q);
  let y = refined(p, reshape(x, [rows, wide, ...sizes]), 1, wide);
  y = refined(p, y, 2, Math.floor(c.d_model / 2));
  for (const [i, map] of maps.entries()) {
    const width = y.type.shape[1] as number;
    const finer = convolution(p.at(`adapter${i + 1}`), map, width, { kernel: 1 });
    const [, , h, w] = map.type.shape as readonly [Dim, Dim, Dim, Dim];
    const same = reshape(nearest(y, [h, w]), [b, q, width, h, w]);
    y = reshape(add(unsqueeze(finer, 1), same), [rows, width, h, w]);
    y = refined(p, y, i + 3, Math.floor(c.d_model / 2 ** (i + 2)));
  }
  const [, , h, w] = y.type.shape as readonly [Dim, Dim, Dim, Dim];
  return reshape(convolution(p.at("out_lay"), y, 1, { kernel: 3, pads: 1 }), [b, q, h, w]);
});

/** The convolution and group norm of a step. */
function refined(p: Params, x: Tensor, step: number, width: number): Tensor {
  const y = convolution(p.at(`lay${step}`), x, width, { kernel: 3, pads: 1 });
  return relu(groupNorm(p.at(`gn${step}`), y, Math.min(GROUPS, width)));
}

/** Throws ConfigError where a config leaves nothing to refine masks with, or channels that groups do not share. */
function requireMasks(
  { model_type: where, d_model, encoder_attention_heads }: DetrConfig,
  maps: readonly Tensor[],
): void {
  if (maps.length < FINER_MAPS)
    throw new ConfigError({
      where,
      field: "backbone_config",
      value: `${maps.length} feature maps`,
      expected: `at least ${FINER_MAPS} out_features for image-segmentation`,
    });
  if ((d_model + encoder_attention_heads) % GROUPS !== 0)
    throw new ConfigError({
      where,
      field: "d_model",
      value: d_model,
      expected: `a multiple of ${GROUPS} with encoder_attention_heads = ${encoder_attention_heads} for image-segmentation`,
    });
}
