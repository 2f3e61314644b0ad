import { block, type Cache, convolution, embedding, type Params, type Tensors } from "@transonnx/core";
import { add, type Dim, gelu, type Tensor, transpose } from "@transonnx/graph";
import { causalBias, decoderStack, encoderStack, learnedPositions, vocabularyLogits } from "@transonnx/text";
import type { WhisperConfig } from "./config.ts";

// Whisper (https://arxiv.org/abs/2212.04356), as in transformers 4.57's modeling_whisper.py.
// Shapes: b batch, m mel bins, f frames, t positions, s new tokens, h hidden.

/** Frames of which the convolutions make a position. */
const STRIDE = 2;

/** Frames of the sounds that the encoder takes: all its positions are used. */
export const framesOf = (c: { readonly max_source_positions: number }): number => STRIDE * c.max_source_positions;

/** The states of the encoder on features[b, m, f], each [b, t, h]; the last is its output. */
export function encoder(c: WhisperConfig, p: Params, features: Tensor): readonly [Tensor, ...Tensor[]] {
  const stack = p.at("encoder");
  const wide = convolved(c, stack.at("conv1"), features, 1);
  const x = transpose(convolved(c, stack.at("conv2"), wide, STRIDE), [0, 2, 1]); // [b, t, h]
  const positions = stack.at("embed_positions").get("weight", [c.max_source_positions, c.d_model]);
  return encoderStack(c, stack, add(x, positions));
}

/** A convolution over three frames, [b, …, f] -> [b, h, f / stride]. Its activation is GELU, whatever the config says. */
const convolved = block(
  (c: WhisperConfig, p: Params, x: Tensor, strides: number): Tensor =>
    gelu(convolution(p, x, c.d_model, { kernel: 3, strides, pads: 1 })),
);

/** The decoder on what the encoder gave: one vector a new token, [b, s, h]. */
export function decoder(c: WhisperConfig, p: Params, inputs: Tensors, cache: Cache): Tensor {
  const { input_ids: ids, encoder_hidden_states: states } = inputs;
  const stack = p.at("decoder");
  const words = embedding(stack.at("embed_tokens"), ids!, c.vocab_size, c.d_model);
  const x = add(words, places(c, stack.at("embed_positions"), ids!, cache.length));
  const bias = causalBias({ queries: ids!.type.shape[1]!, past: cache.length });
  return decoderStack(c, stack, x, { cache, bias, memory: { states } });
}

/** The places of new tokens after a past, [1, s, h]. */
const places = block(
  (c: WhisperConfig, p: Params, ids: Tensor, past: Dim): Tensor =>
    learnedPositions(p.get("weight", [c.max_target_positions, c.d_model]), ids, past),
);

/** Scores of every word, [b, s, v]; `base` is where the base model's tensors lie. */
export const logits = (c: WhisperConfig, p: Params, base: Params, x: Tensor): Tensor =>
  vocabularyLogits(c, x, { words: base.at("decoder.embed_tokens"), own: p.at("proj_out") });
