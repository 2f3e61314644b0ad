import { block, convolution, linear, numLabels, type Params, type Tensors } from "@transonnx/core";
import { type Dim, full, sigmoid, type Tensor, unsqueeze } from "@transonnx/graph";
import { type Grid, patchesOf, predictionHead } from "@transonnx/vision";
import type { DetrConfig } from "./config.ts";
import { positions } from "./positions.ts";
import { decoder, encoder } from "./transformer.ts";

// DETR (https://arxiv.org/abs/2005.12872), as in transformers 4.57's modeling_detr.py. Every pixel counts: the mask of padding,
// which optimum's files do not take, is all ones.
// Shapes: b batch, h and w of the last feature map, n = h*w, q queries, d d_model.

/** What a DETR knows of a picture when it has looked at it. */
export interface Detr {
  /** The backbone's maps, [b, channels, …], the finest first. */
  readonly maps: readonly Tensor[];
  /** The last of them, [b, d, h, w]. */
  readonly projected: Tensor;
  /** What the encoder made of it, [b, n, d], and how its places lie. */
  readonly memory: Tensor;
  readonly grid: Grid;
  /** What each query found, [b, q, d]. */
  readonly found: Tensor;
}

export const detr = block((c: DetrConfig, p: Params, { pixel_values }: Tensors): Detr => {
  const maps = c.network.maps(p.at("backbone.conv_encoder.model"), pixel_values!);
  const projected = convolution(p.at("input_projection"), maps.at(-1)!, c.d_model, { kernel: 1 });
  const { x, grid } = patchesOf(projected);
  const places = positions(c, p.at("backbone.position_embedding"), grid);
  const memory = encoder(c, p.at("encoder"), { x, positions: places });
  const [b] = x.type.shape as readonly [Dim, Dim, Dim];
  const queries = {
    x: full([b, c.num_queries, c.d_model], 0),
    positions: unsqueeze(p.get("query_position_embeddings.weight", [c.num_queries, c.d_model]), 0),
  };
  const found = decoder(c, p.at("decoder"), queries, { x: memory, positions: places });
  return { maps, projected, memory, grid, found };
});

/** The class of what each query found, "no object" as the last, [b, q, labels + 1]. */
export const classes = (c: DetrConfig, p: Params, found: Tensor): Tensor =>
  linear(p.at("class_labels_classifier"), found, numLabels(c) + 1);

/** Where it is, as centre, width and height in shares of the picture, [b, q, 4]. */
export const boxes = (c: DetrConfig, p: Params, found: Tensor): Tensor =>
  sigmoid(predictionHead(p.at("bbox_predictor"), found, c.d_model, 4));
