import type { Cache, Params, Tensors } from "@transonnx/core";
import type { Tensor } from "@transonnx/graph";
import { causalBias, decoderStack, encoderStack, paddingBias } from "@transonnx/text";
import type { BartConfig } from "./config.ts";
import { embeddings } from "./embeddings.ts";

// BART (https://arxiv.org/abs/1910.13461) and its descendants, as in transformers 4.57's modeling_bart.py.
// Shapes: b batch, s new tokens, t keys, h hidden.

/** The encoder: one vector a token, [b, t, h]. */
export function encoder(c: BartConfig, p: Params, { input_ids: ids, attention_mask: mask }: Tensors): Tensor {
  const bias = paddingBias(mask!);
  const x = embeddings(c, p, "encoder", ids!);
  return encoderStack(c, p.at("encoder"), x, bias).at(-1)!;
}

/**
 * The decoder: one vector a new token, [b, s, h]. It attends to what the encoder gave where there is one; its own
 * `attention_mask` covers past and new tokens.
 */
export function decoder(c: BartConfig, p: Params, inputs: Tensors, cache: Cache): Tensor {
  const { input_ids: ids, attention_mask: mask, encoder_hidden_states: states, encoder_attention_mask: seen } = inputs;
  const queries = ids!.type.shape[1]!;
  const bias = causalBias({ queries, past: cache.length, mask });
  const memoryBias = seen && paddingBias(seen, queries);
  const memory = states || seen ? { states, bias: memoryBias } : undefined;
  const x = embeddings(c, p, "decoder", ids!, cache.length);
  return decoderStack(c, p.at("decoder"), x, { cache, bias, memory });
}
