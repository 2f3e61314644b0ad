import { affine, block, ConfigError, linear, numLabels, type Params } from "@transonnx/core";
import { equal, type Tensor, tanh } from "@transonnx/graph";
import { lastWhere } from "@transonnx/text";
import type { BartConfig } from "./config.ts";
import { wordTable } from "./embeddings.ts";

/** Scores of the decoder's words, x[b, s, h] -> [b, s, v]; `base` is where the base model's tensors lie. */
export function logits(c: BartConfig, p: Params, base: Params, x: Tensor, bias?: Tensor): Tensor {
  const weight = c.tie_word_embeddings
    ? wordTable(c, base, "decoder")
    : p.at("lm_head").get("weight", [c.decoder_vocab_size, c.d_model]);
  return affine(x, weight, bias);
}

/** What is added to the scores of the words, [1, v]; zeros, which a checkpoint may leave out, are not added. */
export const finalLogitsBias = (c: BartConfig, p: Params): Tensor | undefined =>
  p.has("final_logits_bias") ? p.get("final_logits_bias", [1, c.decoder_vocab_size]) : undefined;

/** One score a label, [b, labels], by the vector of the text's last end, x[b, t, h] with ids[b, t]. */
export const classificationHead = block((c: BartConfig, p: Params, x: Tensor, ids: Tensor): Tensor => {
  const end = c.eos_token_id;
  if (typeof end !== "number")
    throw new ConfigError({
      where: c.model_type,
      field: "eos_token_id",
      value: end,
      expected: "one id, whose vector is classified",
    });
  const y = tanh(linear(p.at("dense"), lastWhere(equal(ids, end), x), c.d_model));
  return linear(p.at("out_proj"), y, numLabels(c));
});
