import { activation, block, type Cache, layerNorm, linear, type Params, type Tensors } from "@transonnx/core";
import { add, packedAttention, type Tensor } from "@transonnx/graph";
import { causalBias, paddingBias } from "@transonnx/text";
import type { BartConfig } from "./config.ts";
import { EPSILON, embeddings } from "./embeddings.ts";

// BART (https://arxiv.org/abs/1910.13461) and its descendants, as in transformers 4.57's modeling_bart.py.
// Shapes: b batch, s new tokens, t keys, h hidden.

/** The encoder: one vector a token, [b, t, h]. */
export function encoder(c: BartConfig, p: Params, { input_ids: ids, attention_mask: mask }: Tensors): Tensor {
  const stack = p.at("encoder");
  const bias = paddingBias(mask!);
  let x = embeddings(c, p, "encoder", ids!);
  for (let i = 0; i < c.encoder_layers; i++) x = encoderLayer(c, stack.at("layers", i), x, bias);
  return finalNorm(c, stack, x);
}

/**
 * The decoder: one vector a new token, [b, s, h]. It attends to what the encoder gave where there is an
 * `encoder_attention_mask`; alone, its own `attention_mask` covers past and new tokens.
 */
export function decoder(c: BartConfig, p: Params, inputs: Tensors, cache: Cache): Tensor {
  const { input_ids: ids, attention_mask: mask, encoder_hidden_states: memory, encoder_attention_mask: seen } = inputs;
  const stack = p.at("decoder");
  const queries = ids!.type.shape[1]!;
  const bias = causalBias({ queries, past: cache.length, mask });
  const memoryBias = seen && paddingBias(seen, queries);
  let x = embeddings(c, p, "decoder", ids!, cache.length);
  for (let i = 0; i < c.decoder_layers; i++)
    x = decoderLayer(c, stack.at("layers", i), x, { index: i, cache, bias, memory, memoryBias });
  return finalNorm(c, stack, x);
}

const finalNorm = (c: BartConfig, p: Params, x: Tensor): Tensor =>
  c.normalize_before ? layerNorm(p.at("layer_norm"), x, EPSILON) : x;

interface Context {
  readonly index: number;
  readonly cache: Cache;
  /** What is added to the scores of the decoder's own tokens, [b|1, 1, s, t]. */
  readonly bias: Tensor;
  /** What the encoder gave, [b, t, h]; absent where the cache has all that is read of it. */
  readonly memory: Tensor | undefined;
  /** What is added to the scores of the encoder's tokens, [b, 1, s, t]; absent without an encoder. */
  readonly memoryBias: Tensor | undefined;
}

const encoderLayer = block((c: BartConfig, p: Params, x: Tensor, bias: Tensor): Tensor => {
  const y = residual(c, p.at("self_attn_layer_norm"), x, (z) => selfAttention(c, p.at("self_attn"), z, bias));
  return residual(c, p.at("final_layer_norm"), y, (z) => feedForward(c, p, z, c.encoder_ffn_dim));
});

const decoderLayer = block((c: BartConfig, p: Params, x: Tensor, context: Context): Tensor => {
  let y = residual(c, p.at("self_attn_layer_norm"), x, (z) => cachedAttention(c, p.at("self_attn"), z, context));
  if (context.memoryBias)
    y = residual(c, p.at("encoder_attn_layer_norm"), y, (z) => crossAttention(c, p.at("encoder_attn"), z, context));
  return residual(c, p.at("final_layer_norm"), y, (z) => feedForward(c, p, z, c.decoder_ffn_dim));
});

/** x and what a block makes of it, normalised before the block or after the sum. */
function residual(c: BartConfig, norm: Params, x: Tensor, make: (x: Tensor) => Tensor): Tensor {
  const normed = (y: Tensor) => layerNorm(norm, y, EPSILON);
  return c.normalize_before ? add(x, make(normed(x))) : normed(add(x, make(x)));
}

const project = (c: BartConfig, p: Params, name: string, x: Tensor): Tensor => linear(p.at(name), x, c.d_model);

const selfAttention = block((c: BartConfig, p: Params, x: Tensor, mask: Tensor): Tensor => {
  const [q, k, v] = ["q_proj", "k_proj", "v_proj"].map((name) => project(c, p, name, x));
  return project(c, p, "out_proj", packedAttention(q!, k!, v!, { query: c.encoder_attention_heads }, { mask }));
});

const cachedAttention = block((c: BartConfig, p: Params, x: Tensor, { index, cache, bias }: Context): Tensor => {
  const [q, k, v] = ["q_proj", "k_proj", "v_proj"].map((name) => project(c, p, name, x));
  const heads = { query: c.decoder_attention_heads };
  return project(c, p, "out_proj", cache.layer(index).attend(q!, k!, v!, heads, { mask: bias }));
});

const crossAttention = block((c: BartConfig, p: Params, x: Tensor, { index, cache, ...context }: Context): Tensor => {
  const q = project(c, p, "q_proj", x);
  const keysAndValues = () =>
    ["k_proj", "v_proj"].map((name) => project(c, p, name, context.memory!)) as [Tensor, Tensor];
  const heads = { query: c.decoder_attention_heads };
  const seen = cache.layer(index).crossAttend(q, keysAndValues, heads, { mask: context.memoryBias });
  return project(c, p, "out_proj", seen);
});

function feedForward(c: BartConfig, p: Params, x: Tensor, width: number): Tensor {
  const wide = activation(c.activation_function, p.at("activation_fn"), linear(p.at("fc1"), x, width));
  return linear(p.at("fc2"), wide, c.d_model);
}
