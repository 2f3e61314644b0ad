import type { Cache, DecoderPart, Forward, ModelSpec, Params, Tensors } from "@transonnx/core";
import type { Tensor } from "@transonnx/graph";
import { spanLogits } from "@transonnx/text";
import type { BartConfig } from "./config.ts";
import { classificationHead, finalLogitsBias, logits } from "./heads.ts";
import { decoder, encoder } from "./modeling.ts";

type Tasks = ModelSpec<BartConfig>["tasks"];

const encode: Forward<BartConfig> = (c, p, x) => ({ last_hidden_state: encoder(c, p.base("model"), x) });

/** The tasks of an encoder and a decoder. */
export const seq2SeqTasks = (base: string, conditional: string): Tasks => ({
  "feature-extraction": {
    architecture: base,
    encoder: encode,
    decoder: (c, p, x, cache) => ({ last_hidden_state: decoder(c, p.base("model"), x, cache) }),
  },
  "text2text-generation": {
    architecture: conditional,
    encoder: encode,
    decoder: (c, p, x, cache) => {
      const model = p.base("model");
      return { logits: logits(c, p, model, decoder(c, model, x, cache), finalLogitsBias(c, p)) };
    },
  },
});

const causal: Forward<BartConfig> = (c, p, x, cache) => {
  const model = p.base("model");
  return { logits: logits(c, p, model, decoder(c, model, x, cache)) };
};

/** The decoder of another model's encoder. It always has what attends to one, whatever its config says of that. */
export const decoderPart = (
  architecture: string,
  parseConfig: DecoderPart<BartConfig>["parseConfig"],
): DecoderPart<BartConfig> => ({ architecture, base: "model", parseConfig, forward: causal });

/** The decoder alone; of a whole model's checkpoint it leaves the encoder, and all that attends to it. */
export const causalTask = (architecture: string): Tasks => ({
  "text-generation": {
    architecture,
    forward: causal,
    mayHold: [/^(model\.)?(encoder|shared)\./, /^(model\.)?decoder\.layers\.\d+\.encoder_attn/, /^final_logits_bias$/],
  },
});

/** The decoder's text, made of the encoder's. */
export type Shift = (c: BartConfig, ids: Tensor) => Tensor;

/** The tasks of both parts on one text. */
export function textTasks(name: string, shift: Shift): Tasks {
  const read = (c: BartConfig, p: Params, { input_ids: ids, attention_mask: mask }: Tensors, cache: Cache): Tensor => {
    const encoder_hidden_states = encoder(c, p, { input_ids: ids!, attention_mask: mask! });
    return decoder(c, p, { input_ids: shift(c, ids!), encoder_hidden_states, encoder_attention_mask: mask! }, cache);
  };
  return {
    "text-classification": {
      architecture: `${name}ForSequenceClassification`,
      forward: (c, p, x, cache) => ({
        logits: classificationHead(c, p.at("classification_head"), read(c, p.base("model"), x, cache), x.input_ids!),
      }),
    },
    "question-answering": {
      architecture: `${name}ForQuestionAnswering`,
      forward: (c, p, x, cache) => spanLogits(p.at("qa_outputs"), read(c, p.base("model"), x, cache)),
    },
  };
}

/** Tensors of tasks that are not asked for, words under their other names, and what fairseq and older versions kept. */
export const mayHold: readonly RegExp[] = [
  /^(model\.)?(encoder|decoder)\.(embed_tokens\.weight|version|embed_positions\.weights)$/,
  /^(lm_head|classification_head|qa_outputs)\./,
  /^final_logits_bias$/,
];
