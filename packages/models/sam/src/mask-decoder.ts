import { activation, block, layerNorm, linear, type Params, type Tensors } from "@transonnx/core";
import {
  add,
  concat,
  convTranspose,
  type Dim,
  expand,
  gather,
  gelu,
  matmul,
  packedAttention,
  relu,
  reshape,
  slice,
  type Tensor,
  unsqueeze,
} from "@transonnx/graph";
import { patchesOf, pictureOf } from "@transonnx/vision";
import { channelNorm } from "./channel-norm.ts";
import { LAYER_RATE, type SamMaskDecoderConfig } from "./config.ts";

// Shapes: b batch, m point_batch, r = b*m, t tokens, c channels, k masks.

/** What PyTorch's LayerNorm adds to the variance where no config says it. */
const FINAL_EPSILON = 1e-5;

/** What masks are made of. */
export interface Prompted {
  /** Patches of pictures, [b, c, h, w]. */
  readonly picture: Tensor;
  /** Where they lie, [b, c, h, w]. */
  readonly positions: Tensor;
  /** What is asked for, [b*m, t, c]. */
  readonly prompts: Tensor;
  /** How many prompts a picture has, m. */
  readonly perPicture: Dim;
}

/** Masks[b, m, k, 4h, 4w], and how good each is, [b, m, k]. */
export const maskDecoder = block((c: SamMaskDecoderConfig, p: Params, given: Prompted): Tensors => {
  const [b, width, h, w] = given.picture.type.shape as readonly [Dim, number, number, number];
  const { prompts, perPicture: m } = given;
  const [rows] = prompts.type.shape as readonly [Dim];
  const k = c.num_multimask_outputs;
  const own = concat([p.get("iou_token.weight", [1, width]), p.get("mask_tokens.weight", [1 + k, width])], 0);
  const tokens = concat([expand(unsqueeze(own, 0), [rows, 2 + k, width]), prompts], 1);
  const perPrompt = (x: Tensor) =>
    reshape(expand(unsqueeze(patchesOf(x).x, 1), [b, m, h * w, width]), [rows, h * w, width]); // [r, h*w, c]
  const [y, x] = transformer(c, p.at("transformer"), tokens, perPrompt(given.picture), perPrompt(given.positions));
  const drawn = reshape(upscaled(c, p, pictureOf({ x, grid: [h, w] })), [rows, width / 8, 16 * h * w]); // [r, c/8, 4h*4w]
  const masks = matmul(brushes(c, p, y), drawn); // [r, k, 4h*4w]
  const head = { depth: c.iou_head_depth, inner: c.iou_head_hidden_dim, out: 1 + k };
  const quality = feedForward(p.at("iou_prediction_head"), gather(y, 0, 1), head);
  return {
    iou_scores: reshape(slice(quality, 1, 1, 1 + k), [b, m, k]),
    pred_masks: reshape(masks, [b, m, k, 4 * h, 4 * w]),
  };
});

/** The vector of each mask, of its token in y[r, t, c]: [r, k, c/8]. The first of all masks is for who asks for one alone. */
function brushes(c: SamMaskDecoderConfig, p: Params, y: Tensor): Tensor {
  const shape = { depth: 3, inner: c.hidden_size, out: c.hidden_size / 8 };
  const made = Array.from({ length: c.num_multimask_outputs }, (_, i) =>
    unsqueeze(feedForward(p.at("output_hypernetworks_mlps", i + 1), gather(y, i + 2, 1), shape), 1),
  );
  return concat(made, 1);
}

/** x[r, c, h, w] -> [r, c/8, 4h, 4w]. */
function upscaled(c: SamMaskDecoderConfig, p: Params, x: Tensor): Tensor {
  const twice = (name: string, y: Tensor, from: number, to: number) => {
    const own = p.at(name);
    return convTranspose(y, own.get("weight", [from, to, 2, 2]), own.get("bias", [to]), { strides: 2 });
  };
  const [whole, quarter, eighth] = [c.hidden_size, c.hidden_size / 4, c.hidden_size / 8];
  const y = channelNorm(p.at("upscale_layer_norm"), twice("upscale_conv1", x, whole, quarter));
  return gelu(twice("upscale_conv2", gelu(y), quarter, eighth));
}

interface FeedForwardShape {
  readonly depth: number;
  readonly inner: number;
  readonly out: number;
}

/** Linear layers with ReLU between. */
function feedForward(p: Params, x: Tensor, { depth, inner, out }: FeedForwardShape): Tensor {
  let y = relu(linear(p.at("proj_in"), x, inner));
  for (let i = 0; i < depth - 2; i++) y = relu(linear(p.at("layers", i), y, inner));
  return linear(p.at("proj_out"), y, out);
}

/** Tokens and patches that attend to each other, layer by layer, each added to where it stands. */
const transformer = block(
  (
    c: SamMaskDecoderConfig,
    p: Params,
    tokens: Tensor,
    picture: Tensor,
    positions: Tensor,
  ): readonly [Tensor, Tensor] => {
    let [y, x] = [tokens, picture];
    for (let i = 0; i < c.num_hidden_layers; i++)
      [y, x] = twoWayLayer(c, p.at("layers", i), [y, x], { tokens, positions, isFirst: i === 0 });
    const seen = attend(
      c,
      p.at("final_attn_token_to_image"),
      c.attention_downsample_rate,
      add(y, tokens),
      add(x, positions),
      x,
    );
    return [layerNorm(p.at("layer_norm_final_attn"), add(y, seen), FINAL_EPSILON), x];
  },
);

interface Places {
  readonly tokens: Tensor;
  readonly positions: Tensor;
  /** In the first layer, tokens are still what they are added to. */
  readonly isFirst: boolean;
}

const twoWayLayer = block(
  (c: SamMaskDecoderConfig, p: Params, [tokens, picture]: readonly [Tensor, Tensor], at: Places): [Tensor, Tensor] => {
    const norm = (i: number, x: Tensor) => layerNorm(p.at(`layer_norm${i}`), x, c.layer_norm_eps);
    const placed = (x: Tensor) => add(x, at.tokens);
    const self = (x: Tensor) => attend(c, p.at("self_attn"), 1, x, x, tokens);
    let y = norm(1, at.isFirst ? self(tokens) : add(tokens, self(placed(tokens))));
    const keys = add(picture, at.positions);
    y = norm(2, add(y, attend(c, p.at("cross_attn_token_to_image"), LAYER_RATE, placed(y), keys, picture)));
    const mlp = p.at("mlp");
    const wide = activation(c.hidden_act, mlp.at("act"), linear(mlp.at("lin1"), y, c.mlp_dim));
    y = norm(3, add(y, linear(mlp.at("lin2"), wide, c.hidden_size)));
    const x = add(picture, attend(c, p.at("cross_attn_image_to_token"), LAYER_RATE, keys, placed(y), y));
    return [y, norm(4, x)];
  },
);

/** Attention at a width that is divided by `rate`: q[r, s, c], k and v[r, t, c] -> [r, s, c]. */
function attend(c: SamMaskDecoderConfig, p: Params, rate: number, q: Tensor, k: Tensor, v: Tensor): Tensor {
  const project = (name: string, x: Tensor) => linear(p.at(name), x, Math.floor(c.hidden_size / rate));
  const heads = { query: c.num_attention_heads };
  const seen = packedAttention(project("q_proj", q), project("k_proj", k), project("v_proj", v), heads);
  return linear(p.at("out_proj"), seen, c.hidden_size);
}
