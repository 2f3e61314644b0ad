import { activation, block, type Cache, embedding, linear, type Params, rmsNorm, type Tensors } from "@transonnx/core";
import { add, mul, packedAttention, type Tensor } from "@transonnx/graph";
import { bucketBias, causalBias, keyBias, paddingBias, vocabularyLogits } from "@transonnx/text";
import type { T5Config } from "./config.ts";

// T5 (https://arxiv.org/abs/1910.10683), as in transformers 4.57's modeling_t5.py.
// Shapes: b batch, s new tokens, t keys, h hidden.

/** The encoder: one vector a token, [b, t, h]. */
export function encoder(c: T5Config, p: Params, { input_ids: ids, attention_mask: mask }: Tensors): Tensor {
  const stack = p.at("encoder");
  const bias = add(distanceBias(c, stack, { bidirectional: true, queries: ids!.type.shape[1]! }), keyBias(mask!));
  let x = words(c, p, ids!);
  for (let i = 0; i < c.num_layers; i++) x = encoderLayer(c, stack.at("block", i, "layer"), x, bias);
  return rmsNorm(stack.at("final_layer_norm"), x, c.layer_norm_epsilon);
}

/** The decoder on what the encoder gave: one vector a new token, [b, s, h]. */
export function decoder(c: T5Config, p: Params, inputs: Tensors, cache: Cache): Tensor {
  const { input_ids: ids, encoder_hidden_states: memory, encoder_attention_mask: mask } = inputs;
  const stack = p.at("decoder");
  const places = { queries: ids!.type.shape[1]!, past: cache.length };
  const context = {
    cache,
    memory,
    bias: add(distanceBias(c, stack, { bidirectional: false, ...places }), causalBias(places)),
    memoryBias: paddingBias(mask!, places.queries),
  };
  let x = words(c, p, ids!);
  for (let i = 0; i < c.num_decoder_layers; i++)
    x = decoderLayer(c, stack.at("block", i, "layer"), x, { ...context, index: i });
  return rmsNorm(stack.at("final_layer_norm"), x, c.layer_norm_epsilon);
}

/** The words of both parts. It is one table, of which a checkpoint may hold any of its names. */
const wordsOf = (p: Params): Params =>
  p.at(["shared", "decoder.embed_tokens", "encoder.embed_tokens"].find((name) => p.has(`${name}.weight`)) ?? "shared");

const words = (c: T5Config, p: Params, ids: Tensor): Tensor => embedding(wordsOf(p), ids, c.vocab_size, c.d_model);

/** All layers use the first one's bias by distance, [1, n, s, t]. */
const distanceBias = (c: T5Config, stack: Params, options: Parameters<typeof bucketBias>[2]): Tensor =>
  bucketBias(c, stack.at("block.0.layer.0.SelfAttention.relative_attention_bias"), options);

interface Context {
  readonly index: number;
  readonly cache: Cache;
  /** What the encoder gave, [b, t, h]; absent where the cache has all that is read of it. */
  readonly memory: Tensor | undefined;
  /** What is added to the scores of the decoder's own tokens, [1, n, s, t]. */
  readonly bias: Tensor;
  /** The same for the encoder's, [b, 1, s, t]. */
  readonly memoryBias: Tensor;
}

const norm = (c: T5Config, p: Params, x: Tensor): Tensor => rmsNorm(p.at("layer_norm"), x, c.layer_norm_epsilon);

const encoderLayer = block((c: T5Config, p: Params, x: Tensor, bias: Tensor): Tensor => {
  const y = add(x, selfAttention(c, p.at("0.SelfAttention"), norm(c, p.at(0), x), bias));
  return add(y, feedForward(c, p.at("1.DenseReluDense"), norm(c, p.at(1), y)));
});

const decoderLayer = block((c: T5Config, p: Params, x: Tensor, context: Context): Tensor => {
  const y = add(x, cachedAttention(c, p.at("0.SelfAttention"), norm(c, p.at(0), x), context));
  const z = add(y, crossAttention(c, p.at("1.EncDecAttention"), norm(c, p.at(1), y), context));
  return add(z, feedForward(c, p.at("2.DenseReluDense"), norm(c, p.at(2), z)));
});

const project = (c: T5Config, p: Params, x: Tensor): Tensor => linear(p, x, c.num_heads * c.d_kv, { bias: false });
const output = (c: T5Config, p: Params, x: Tensor): Tensor => linear(p.at("o"), x, c.d_model, { bias: false });

const selfAttention = block((c: T5Config, p: Params, x: Tensor, mask: Tensor): Tensor => {
  const [q, k, v] = ["q", "k", "v"].map((name) => project(c, p.at(name), x));
  return output(c, p, packedAttention(q!, k!, v!, { query: c.num_heads }, { mask, scale: 1 }));
});

const cachedAttention = block((c: T5Config, p: Params, x: Tensor, { index, cache, bias }: Context): Tensor => {
  const [q, k, v] = ["q", "k", "v"].map((name) => project(c, p.at(name), x));
  return output(c, p, cache.layer(index).attend(q!, k!, v!, { query: c.num_heads }, { mask: bias, scale: 1 }));
});

const crossAttention = block((c: T5Config, p: Params, x: Tensor, { index, cache, ...context }: Context): Tensor => {
  const q = project(c, p.at("q"), x);
  const keysAndValues = () => ["k", "v"].map((name) => project(c, p.at(name), context.memory!)) as [Tensor, Tensor];
  const options = { mask: context.memoryBias, scale: 1 };
  return output(c, p, cache.layer(index).crossAttend(q, keysAndValues, { query: c.num_heads }, options));
});

const feedForward = block((c: T5Config, p: Params, x: Tensor): Tensor => {
  const wide = (name: string) => linear(p.at(name), x, c.d_ff, { bias: false });
  const act = (y: Tensor) => activation(c.dense_act_fn, p.at("act"), y);
  const y = c.is_gated_act ? mul(act(wide("wi_0")), wide("wi_1")) : act(wide("wi"));
  return linear(p.at("wo"), y, c.d_model, { bias: false });
});

/** Scores of every word, [b, s, v]: the embeddings' own, of vectors scaled down, where they are tied. */
export function logits(c: T5Config, p: Params, x: Tensor): Tensor {
  const scaled = c.tie_word_embeddings ? mul(x, c.d_model ** -0.5) : x;
  return vocabularyLogits(c, scaled, { words: wordsOf(p), own: p.at("lm_head") });
}
