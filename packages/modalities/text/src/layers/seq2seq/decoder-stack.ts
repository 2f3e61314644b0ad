import { block, type Cache, type Params } from "@transonnx/core";
import type { Tensor } from "@transonnx/graph";
import { feedForward, finalNorm, residual } from "./blocks.ts";
import type { Seq2SeqDecoderConfig } from "./config.ts";
import { keyAndValue, output, query } from "./projections.ts";

// The decoder's layers of BART (https://arxiv.org/abs/1910.13461), as in transformers' modeling_bart.py; its descendants have
// the same, parameter names included, and so have Whisper and TrOCR.
// Shapes: b batch, s new tokens, t keys, h hidden.

/** What an encoder gave. */
export interface EncoderMemory {
  /** [b, t, …]; absent where the cache has all that is read of it. */
  readonly states: Tensor | undefined;
  /** What is added to the scores of it, [b, 1, s, t]. Default: all is seen. */
  readonly bias?: Tensor | undefined;
}

/** What a decoder's new tokens attend to. */
export interface DecoderContext {
  readonly cache: Cache;
  /** What is added to the scores of the decoder's own tokens, [b|1, 1, s, t]. */
  readonly bias: Tensor;
  /** Default: layers have nothing that attends to an encoder. */
  readonly memory?: EncoderMemory | undefined;
}

/** The embeddings x[b, s, h] of new tokens through `layers` at `p`, [b, s, h]. */
export function decoderStack(c: Seq2SeqDecoderConfig, p: Params, x: Tensor, context: DecoderContext): Tensor {
  let y = x;
  for (let i = 0; i < c.decoder_layers; i++) y = layer(c, p.at("layers", i), y, { ...context, index: i });
  return finalNorm(c, p, y);
}

interface LayerContext extends DecoderContext {
  readonly index: number;
}

const layer = block((c: Seq2SeqDecoderConfig, p: Params, x: Tensor, context: LayerContext): Tensor => {
  const { memory } = context;
  let y = residual(c, p.at("self_attn_layer_norm"), x, (z) => selfAttention(c, p.at("self_attn"), z, context));
  if (memory)
    y = residual(c, p.at("encoder_attn_layer_norm"), y, (z) =>
      crossAttention(c, p.at("encoder_attn"), z, context, memory),
    );
  return residual(c, p.at("final_layer_norm"), y, (z) => feedForward(c, p, z, c.decoder_ffn_dim));
});

const selfAttention = block(
  (c: Seq2SeqDecoderConfig, p: Params, x: Tensor, { index, cache, bias }: LayerContext): Tensor => {
    const q = query(c, p, x);
    const [k, v] = keyAndValue(c, p, x);
    const heads = { query: c.decoder_attention_heads };
    return output(c, p, cache.layer(index).attend(q, k, v, heads, { mask: bias }));
  },
);

const crossAttention = block(
  (c: Seq2SeqDecoderConfig, p: Params, x: Tensor, { index, cache }: LayerContext, memory: EncoderMemory): Tensor => {
    const q = query(c, p, x);
    const heads = { query: c.decoder_attention_heads };
    const keysAndValues = () => keyAndValue(c, p, memory.states!);
    return output(c, p, cache.layer(index).crossAttend(q, keysAndValues, heads, { mask: memory.bias }));
  },
);
