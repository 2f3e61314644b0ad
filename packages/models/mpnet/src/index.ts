import { defineModel } from "@transonnx/core";
import { choiceLogits, classify, flattenChoices, pooler, spanLogits } from "@transonnx/text";
import { MPNetOnnxConfig, parseMPNetConfig } from "./config.ts";
import { mpnet as encode, lmHead } from "./modeling.ts";

export { type MPNetConfig, MPNetOnnxConfig, parseMPNetConfig } from "./config.ts";

/** MPNet. */
export const mpnet = defineModel({
  modelType: "mpnet",
  parseConfig: parseMPNetConfig,
  onnxConfig: MPNetOnnxConfig,
  tasks: {
    "feature-extraction": {
      architecture: "MPNetModel",
      forward: (c, p, x) => ({ last_hidden_state: encode(c, p.base("mpnet"), x) }),
    },
    "fill-mask": {
      architecture: "MPNetForMaskedLM",
      forward(c, p, x) {
        const base = p.base("mpnet");
        const words = base.at("embeddings.word_embeddings");
        return { logits: lmHead(c, p.at("lm_head"), encode(c, base, x), words) };
      },
    },
    "text-classification": {
      architecture: "MPNetForSequenceClassification",
      forward(c, p, x) {
        const head = p.at("classifier");
        return { logits: classify(c, head.at("out_proj"), pooler(c, head, encode(c, p.base("mpnet"), x))) };
      },
    },
    "multiple-choice": {
      architecture: "MPNetForMultipleChoice",
      forward(c, p, x) {
        const base = p.base("mpnet");
        const y = encode(c, base, flattenChoices(x));
        return { logits: choiceLogits(p.at("classifier"), pooler(c, base.at("pooler"), y), x) };
      },
    },
    "token-classification": {
      architecture: "MPNetForTokenClassification",
      forward: (c, p, x) => ({ logits: classify(c, p.at("classifier"), encode(c, p.base("mpnet"), x)) }),
    },
    "question-answering": {
      architecture: "MPNetForQuestionAnswering",
      forward: (c, p, x) => spanLogits(p.at("qa_outputs"), encode(c, p.base("mpnet"), x)),
    },
  },
  mayHold: [/^(mpnet\.)?embeddings\.position_ids$/, /^(mpnet\.)?pooler\./, /^(lm_head|classifier|qa_outputs)\./],
});
