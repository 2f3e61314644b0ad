import type { Params, Tensors } from "@transonnx/core";
import {
  add,
  arrayOf,
  concat,
  constant,
  cos,
  type Dim,
  equal,
  expand,
  matmul,
  mul,
  multiplyDims,
  reshape,
  sin,
  sub,
  type Tensor,
  transpose,
  unsqueeze,
  where,
} from "@transonnx/graph";
import type { SamConfig } from "./config.ts";

// Shapes: b batch, m point_batch, t points, c channels.

/** Labels of points; those of others only tell their place. */
const PADDING = -10;
const NO_POINT = -1;
const LABELS = [0, 1] as const;

/**
 * Points[b, m, t, 2] and their labels[b, m, t] as vectors, with one behind them that stands for no point, as no box is given:
 * [b*m, t + 1, c].
 */
export function promptEncoder(c: SamConfig, p: Params, { input_points, input_labels }: Tensors): Tensor {
  const [b, m, t] = input_points!.type.shape as readonly [Dim, Dim, Dim];
  const rows = multiplyDims(b, m);
  const points = reshape(input_points!, [rows, t, 2]); // [b*m, t, 2]
  const labels = reshape(input_labels!, [rows, t, 1]); // [b*m, t, 1]
  const { hidden_size: width, image_size: side } = c.prompt_encoder_config;
  const own = p.at("prompt_encoder");
  const nowhere = own.get("not_a_point_embed.weight", [1, width]);
  // The middle of a pixel, as a share of the picture.
  const places = positions(c, p, mul(add(points, 0.5), 1 / side)); // [b*m, t, c]
  let x = where(equal(labels, NO_POINT), nowhere, places);
  x = where(equal(labels, PADDING), 0, x);
  for (const label of LABELS)
    x = where(equal(labels, label), add(x, own.get(`point_embed.${label}.weight`, [1, width])), x);
  return concat([x, expand(unsqueeze(nowhere, 0), [rows, 1, width])], 1);
}

/** A picture's patches x[b, c, h, w] for prompts that hold no mask. */
export function withoutMask(c: SamConfig, p: Params, x: Tensor): Tensor {
  const { hidden_size: width } = c.prompt_encoder_config;
  return add(x, reshape(p.get("prompt_encoder.no_mask_embed.weight", [1, width]), [1, width, 1, 1]));
}

/** Where the patches of a picture lie, the same for all of the batch: [b, c, h, w]. */
export function picturePositions(c: SamConfig, p: Params, b: Dim): Tensor {
  const { image_embedding_size: size, hidden_size: width } = c.prompt_encoder_config;
  const at = (i: number) => (i + 0.5) / size;
  const places = Array.from({ length: size * size }, (_, i) => [at(i % size), at(Math.floor(i / size))]).flat();
  const known = positions(c, p, constant(arrayOf("float32", [size, size, 2], places))); // [h, w, c]
  return expand(unsqueeze(transpose(known, [2, 0, 1]), 0), [b, width, size, size]);
}

/** Places[…, 2], x and y in [0, 1], as waves of random directions that the checkpoint holds: […, c]. https://arxiv.org/abs/2006.10739 */
function positions(c: SamConfig, p: Params, places: Tensor): Tensor {
  const features = c.vision_config.num_pos_feats;
  const names = ["shared_image_embedding", "prompt_encoder.shared_embedding"];
  const directions = p.get(
    names.map((name) => `${name}.positional_embedding`),
    [2, features],
  );
  const waves = mul(matmul(sub(mul(places, 2), 1), directions), 2 * Math.PI);
  return concat([sin(waves), cos(waves)], -1);
}
