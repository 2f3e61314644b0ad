import { activation, block, embedding, layerNorm, linear, type Params, type Tensors } from "@transonnx/core";
import { add, packedAttention, slice, type Tensor } from "@transonnx/graph";
import { paddingBias } from "@transonnx/text";
import type { ToyModelConfig } from "./config.ts";

// Shapes: b batch, t tokens, h hidden.

/** One vector a token, [b, t, h]. */
export function toyModel(c: ToyModelConfig, p: Params, { input_ids, attention_mask }: Tensors): Tensor {
  const x = embeddings(c, p.at("embeddings"), input_ids!);
  return layer(c, p.at("layer"), x, paddingBias(attention_mask!));
}

/** ids[b, t] -> [b, t, h]. */
const embeddings = block((c: ToyModelConfig, p: Params, ids: Tensor): Tensor => {
  const words = embedding(p.at("words"), ids, c.vocab_size, c.hidden_size); // [b, t, h]
  const table = p.get("positions.weight", [c.max_position_embeddings, c.hidden_size]);
  const positions = slice(table, 0, 0, ids.type.shape[1]!); // [t, h]
  return layerNorm(p.at("norm"), add(words, positions), c.layer_norm_eps);
});

/** Attention with one head, then a dense layer, each beside what goes in: x[b, t, h] -> [b, t, h]. */
const layer = block((c: ToyModelConfig, p: Params, x: Tensor, bias: Tensor): Tensor => {
  const [q, k, v] = ["query", "key", "value"].map((name) => linear(p.at(name), x, c.hidden_size, { bias: false }));
  const seen = packedAttention(q!, k!, v!, { query: 1 }, { mask: bias }); // [b, t, h]
  const y = add(x, linear(p.at("output"), seen, c.hidden_size));
  return add(y, activation(c.hidden_act, p.at("act"), linear(p.at("dense"), y, c.hidden_size)));
});
