import { block, layerNorm, numLabels, type Params, type Tensors } from "@transonnx/core";
import { add, concat, type Dim, expand, sigmoid, slice, squeeze, type Tensor } from "@transonnx/graph";
import {
  type Grid,
  interpolatedPositions,
  patchEmbeddings,
  predictionHead,
  trainedGrid,
  vitLayer,
} from "@transonnx/vision";
import type { YolosConfig } from "./config.ts";

// YOLOS (https://arxiv.org/abs/2106.00666), as in transformers 4.57's modeling_yolos.py: a ViT with a token a detection.
// Shapes: b batch, n patches, d detection tokens, t = 1 + n + d tokens, h hidden, l layers.

/** One vector for the class, one a patch and one a detection, [b, t, h]. */
export function yolos(c: YolosConfig, p: Params, { pixel_values }: Tensors): Tensor {
  const { x, grid } = embeddings(c, p.at("embeddings"), pixel_values!);
  return layerNorm(p.at("layernorm"), encoder(c, p.at("encoder"), x, grid), c.layer_norm_eps);
}

/** What each detection token found: classes with "no object" as the last, and boxes in shares of the picture. */
export function detections(c: YolosConfig, p: Params, x: Tensors): Tensors {
  const states = yolos(c, p.base("vit"), x);
  const found = slice(states, 1, -c.num_detection_tokens); // [b, d, h]
  return {
    logits: predictionHead(p.at("class_labels_classifier"), found, c.hidden_size, numLabels(c) + 1),
    pred_boxes: sigmoid(predictionHead(p.at("bbox_predictor"), found, c.hidden_size, 4)),
  };
}

const embeddings = block((c: YolosConfig, p: Params, pixels: Tensor) => {
  const { x, grid } = patchEmbeddings(p.at("patch_embeddings.projection"), pixels, c.patch_size, c.hidden_size);
  const table = p.get("position_embeddings", [1, trainedTokens(c), c.hidden_size]);
  const [b] = x.type.shape as readonly [Dim, Dim, Dim];
  const tokens = (name: string, n: number) => expand(p.get(name, [1, n, c.hidden_size]), [b, n, c.hidden_size]);
  const y = concat([tokens("cls_token", 1), x, tokens("detection_tokens", c.num_detection_tokens)], 1); // [b, t, h]
  return { x: add(y, resized(c, table, grid)), grid };
});

const encoder = block((c: YolosConfig, p: Params, x: Tensor, grid: Grid): Tensor => {
  const between = c.num_hidden_layers - 1;
  const positions = c.use_mid_position_embeddings && between > 0 ? midPositions(c, p, grid) : undefined;
  let y = x;
  for (let i = 0; i <= between; i++) {
    y = vitLayer(c, p.at("layer", i), y);
    if (positions && i < between) y = add(y, slice(positions, 0, i, i + 1));
  }
  return y;
});

/** What is added to all tokens after each layer but the last, [l - 1, t, h]. */
function midPositions(c: YolosConfig, p: Params, grid: Grid): Tensor {
  const tables = p.get("mid_position_embeddings", [c.num_hidden_layers - 1, 1, trainedTokens(c), c.hidden_size]);
  return resized(c, squeeze(tables, 1), grid);
}

/** Tables of positions[n, t, h] for the picture's patches; those of the class and of detections stay as they are. */
const resized = (c: YolosConfig, tables: Tensor, grid: Grid): Tensor =>
  interpolatedPositions(tables, trainedGrid(c.image_size, c.patch_size), grid, { suffix: c.num_detection_tokens });

function trainedTokens(c: YolosConfig): number {
  const [rows, columns] = trainedGrid(c.image_size, c.patch_size);
  return 1 + rows * columns + c.num_detection_tokens;
}
