import { block, type Cache, embedding, type Params, rmsNorm, type Tensors } from "@transonnx/core";
import { add, type Tensor } from "@transonnx/graph";
import {
  type AttentionContext,
  type LayerBias,
  layerBiases,
  positionIds,
  type RotaryTables,
  rotaryTables,
  vocabularyLogits,
} from "@transonnx/text";
import type { FamilyConfig } from "../config/family.ts";

// What Llama (https://arxiv.org/abs/2302.13971) and its variations are put together from, as in transformers 4.57's
// modeling_llama.py. Shapes: b batch, s new tokens, t past and new tokens, h hidden.

/** What a layer needs besides its input. */
export type LayerContext = AttentionContext & LayerBias & { readonly tables: RotaryTables };

/** A part of a layer, or a layer: x[b, s, h] -> [b, s, h]. */
export type Part<C> = (c: C, p: Params, x: Tensor, context: LayerContext) => Tensor;

/** Vectors of the tokens' words, [b, s, h]. */
export const words = (c: FamilyConfig, p: Params, ids: Tensor): Tensor =>
  embedding(p.at("embed_tokens"), ids, c.vocab_size, c.hidden_size);

export interface DecoderParts<C> {
  readonly layer: Part<C>;
  /** Vectors of the tokens that go into the first layer. Default `words`. */
  readonly embed?: (c: C, p: Params, ids: Tensor) => Tensor;
}

/** A decoder: one vector a token, [b, s, h]. */
export const decoder =
  <C extends FamilyConfig>({ layer, embed = words }: DecoderParts<C>) =>
  (c: C, p: Params, inputs: Tensors, cache: Cache): Tensor => {
    const { input_ids: ids, attention_mask: mask } = inputs;
    const biasOf = layerBiases(c, { queries: ids!.type.shape[1]!, past: cache.length, mask });
    const tables = rotaryTables(c, positionIds(inputs, cache));
    let x = embed(c, p, ids!);
    for (let index = 0; index < c.num_hidden_layers; index++)
      x = layer(c, p.at("layers", index), x, { index, cache, tables, ...biasOf(index) });
    return rmsNorm(p.at("norm"), x, c.rms_norm_eps);
  };

export interface LayerParts<C> {
  readonly attention: Part<C>;
  readonly feedForward: Part<C>;
}

/** A layer that adds to x what its parts make of it normalised. */
export const preNormLayer = <C extends FamilyConfig>({ attention, feedForward }: LayerParts<C>): Part<C> =>
  block((c: C, p: Params, x: Tensor, context: LayerContext): Tensor => {
    const norm = (name: string, y: Tensor) => rmsNorm(p.at(name), y, c.rms_norm_eps);
    const y = add(x, attention(c, p.at("self_attn"), norm("input_layernorm", x), context));
    return add(y, feedForward(c, p.at("mlp"), norm("post_attention_layernorm", y), context));
  });

/** Scores of every word, [b, s, v]. */
export const logits = (c: FamilyConfig, p: Params, x: Tensor, base: Params): Tensor =>
  vocabularyLogits(c, x, { words: base.at("embed_tokens"), own: p.at("lm_head") });
