import { layerNorm, type Params } from "@transonnx/core";
import { add, addDims, type Dim, gather, mul, scoped, type Tensor } from "@transonnx/graph";
import { learnedPositions, sinusoidsOfTokens } from "@transonnx/text";
import type { BartConfig } from "./config.ts";
import { sinusoidTable } from "./sinusoids.ts";

export type Part = "encoder" | "decoder";

/** PyTorch's default. */
const EPSILON = 1e-5;

/** Words and their places after a past: ids[b, s] -> [b, s, h]. */
export function embeddings(c: BartConfig, p: Params, part: Part, ids: Tensor, past: Dim = 0): Tensor {
  const stack = p.at(part);
  const words = scoped(stack.at("embed_tokens").path, () => {
    const found = gather(wordTable(c, p, part), ids);
    return c.scale_embedding ? mul(found, Math.sqrt(c.d_model)) : found;
  });
  const x = add(words, places(c, stack.at("embed_positions"), ids, past));
  return c.normalize_embedding ? layerNorm(stack.at("layernorm_embedding"), x, EPSILON) : x;
}

/** The words of a part, [v, h]. What is one table for all has the first of its names that a checkpoint has. */
export function wordTable(c: BartConfig, p: Params, part: Part): Tensor {
  const size = part === "encoder" ? c.vocab_size : c.decoder_vocab_size;
  return p.get(namesOfWords(c, part), [size, c.d_model]);
}

function namesOfWords(c: BartConfig, part: Part): readonly string[] {
  const own = `${part}.embed_tokens.weight`;
  if (!c.share_encoder_decoder_embeddings) return [own];
  if (!c.tie_word_embeddings) return [own, "shared.weight"];
  return ["shared.weight", "decoder.embed_tokens.weight", "encoder.embed_tokens.weight"];
}

/** fairseq's tables begin with two rows that stand for no place. */
const LEARNED_OFFSET = 2;

/** [1, s, h], or [b, s, h] where the tokens decide. */
function places(c: BartConfig, p: Params, ids: Tensor, past: Dim): Tensor {
  const { max_position_embeddings: most, d_model: width } = c;
  const rows = (table: Tensor, offset: number) => learnedPositions(table, ids, addDims(past, offset));
  return scoped(p.path, () => {
    switch (c.positions) {
      case "learned":
        return rows(p.get("weight", [most + LEARNED_OFFSET, width]), LEARNED_OFFSET);
      case "sinusoidal":
        return rows(p.has("weight") ? p.get("weight", [most, width]) : sinusoidTable(most, width), 0);
      case "of tokens":
        return sinusoidsOfTokens(ids, { padding: c.pad_token_id!, past, width });
    }
  });
}
