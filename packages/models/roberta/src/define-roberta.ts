import { defineModel, type ModelSpec } from "@transonnx/core";
import { choiceLogits, classify, flattenChoices, pooler, spanLogits } from "@transonnx/text";
import type { RobertaConfig } from "./config.ts";
import { decoder, lmHead, roberta } from "./modeling.ts";

interface RobertaLike extends Pick<ModelSpec<RobertaConfig>, "modelType" | "parseConfig" | "onnxConfig"> {
  /** Checks the config of a decoder that attends to what an encoder gives. */
  readonly parseDecoderConfig: ModelSpec<RobertaConfig>["parseConfig"];
  /** Where a checkpoint with a head has the encoder. */
  readonly base: string;
  /** What the names of transformers' classes begin with. */
  readonly classes: string;
}

/** RoBERTa under one of its model types. */
export const defineRoberta = ({ base, classes, parseDecoderConfig, ...type }: RobertaLike) =>
  defineModel<RobertaConfig>({
    ...type,
    tasks: {
      "feature-extraction": {
        architecture: `${classes}Model`,
        forward: (c, p, x) => ({ last_hidden_state: roberta(c, p.base(base), x) }),
      },
      "fill-mask": {
        architecture: `${classes}ForMaskedLM`,
        forward(c, p, x) {
          const words = p.base(base).at("embeddings.word_embeddings");
          return { logits: lmHead(c, p.at("lm_head"), roberta(c, p.base(base), x), words) };
        },
      },
      "text-classification": {
        architecture: `${classes}ForSequenceClassification`,
        forward(c, p, x) {
          const head = p.at("classifier");
          return { logits: classify(c, head.at("out_proj"), pooler(c, head, roberta(c, p.base(base), x))) };
        },
      },
      "multiple-choice": {
        architecture: `${classes}ForMultipleChoice`,
        forward(c, p, x) {
          const y = roberta(c, p.base(base), flattenChoices(x));
          return { logits: choiceLogits(p.at("classifier"), pooler(c, p.base(base).at("pooler"), y), x) };
        },
      },
      "token-classification": {
        architecture: `${classes}ForTokenClassification`,
        forward: (c, p, x) => ({ logits: classify(c, p.at("classifier"), roberta(c, p.base(base), x)) }),
      },
      "question-answering": {
        architecture: `${classes}ForQuestionAnswering`,
        forward: (c, p, x) => spanLogits(p.at("qa_outputs"), roberta(c, p.base(base), x)),
      },
    },
    asDecoder: {
      architecture: `${classes}ForCausalLM`,
      base,
      parseConfig: parseDecoderConfig,
      forward(c, p, x) {
        const words = p.base(base).at("embeddings.word_embeddings");
        return { logits: lmHead(c, p.at("lm_head"), decoder(c, p.base(base), x), words) };
      },
    },
    mayHold: [
      new RegExp(`^(${base}\\.)?embeddings\\.(position_ids|token_type_ids|position_embeddings\\.weight)$`),
      new RegExp(`^(${base}\\.)?pooler\\.`),
      /^(lm_head|classifier|qa_outputs)\./,
    ],
  });
