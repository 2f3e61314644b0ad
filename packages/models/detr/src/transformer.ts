import { type Activation, activation, block, layerNorm, linear, type Params } from "@transonnx/core";
import { add, packedAttention, type Tensor } from "@transonnx/graph";

// The encoder and decoder of DETR (https://arxiv.org/abs/2005.12872), as in transformers 4.57's modeling_detr.py: positions are
// added to what asks and to what is asked, at every attention, and never to the values.
// Shapes: b batch, n places of the feature map, q queries, d d_model.

/** The fields that shape both. */
export interface TransformerConfig {
  readonly d_model: number;
  readonly encoder_layers: number;
  readonly encoder_ffn_dim: number;
  readonly encoder_attention_heads: number;
  readonly decoder_layers: number;
  readonly decoder_ffn_dim: number;
  readonly decoder_attention_heads: number;
  readonly activation_function: Activation;
  /** Whether every layer's states are normalised, as the loss of training reads each. */
  readonly auxiliary_loss: boolean;
}

const EPSILON = 1e-5;

/** States with the positions of their places. */
interface Placed {
  readonly x: Tensor;
  readonly positions: Tensor;
}

/** x[b, n, d] at positions[1, n, d] -> [b, n, d]. */
export const encoder = block((c: TransformerConfig, p: Params, { x, positions }: Placed): Tensor => {
  let y = x;
  for (let i = 0; i < c.encoder_layers; i++) y = encoderLayer(c, p.at("layers", i), { x: y, positions });
  return y;
});

const encoderLayer = block((c: TransformerConfig, p: Params, { x, positions }: Placed): Tensor => {
  const asked = add(x, positions);
  const seen = attention(c, p.at("self_attn"), {
    query: asked,
    key: asked,
    value: x,
    heads: c.encoder_attention_heads,
  });
  return feedForward(c, p, norm(p.at("self_attn_layer_norm"), add(x, seen)), c.encoder_ffn_dim);
});

/** Queries x[b, q, d] at positions[1, q, d] that look at `memory`, what the encoder gave: [b, q, d]. */
export const decoder = block((c: TransformerConfig, p: Params, queries: Placed, memory: Placed): Tensor => {
  const { positions } = queries;
  let y = queries.x;
  for (let i = 0; i < c.decoder_layers; i++) {
    y = decoderLayer(c, p.at("layers", i), { x: y, positions }, memory);
    if (c.auxiliary_loss) y = norm(p.at("layernorm"), y);
  }
  return norm(p.at("layernorm"), y);
});

const decoderLayer = block((c: TransformerConfig, p: Params, { x, positions }: Placed, memory: Placed): Tensor => {
  const heads = c.decoder_attention_heads;
  const asked = add(x, positions);
  const own = attention(c, p.at("self_attn"), { query: asked, key: asked, value: x, heads });
  const y = norm(p.at("self_attn_layer_norm"), add(x, own));
  const key = add(memory.x, memory.positions);
  const seen = attention(c, p.at("encoder_attn"), { query: add(y, positions), key, value: memory.x, heads });
  return feedForward(c, p, norm(p.at("encoder_attn_layer_norm"), add(y, seen)), c.decoder_ffn_dim);
});

interface AttentionInputs {
  readonly query: Tensor;
  readonly key: Tensor;
  readonly value: Tensor;
  readonly heads: number;
}

const attention = block((c: TransformerConfig, p: Params, { query, key, value, heads }: AttentionInputs): Tensor => {
  const project = (name: string, x: Tensor) => linear(p.at(name), x, c.d_model);
  const seen = packedAttention(project("q_proj", query), project("k_proj", key), project("v_proj", value), {
    query: heads,
  });
  return project("out_proj", seen);
});

function feedForward(c: TransformerConfig, p: Params, x: Tensor, width: number): Tensor {
  const wide = activation(c.activation_function, p.at("activation_fn"), linear(p.at("fc1"), x, width));
  return norm(p.at("final_layer_norm"), add(x, linear(p.at("fc2"), wide, c.d_model)));
}

const norm = (p: Params, x: Tensor): Tensor => layerNorm(p, x, EPSILON);
