import { defineModel } from "@transonnx/core";
import { choiceLogits, classify, flattenChoices, spanLogits } from "@transonnx/text";
import { AlbertOnnxConfig, parseAlbertConfig } from "./config.ts";
import { albert as encode, pooler, predictions } from "./modeling.ts";

export { type AlbertConfig, AlbertOnnxConfig, parseAlbertConfig } from "./config.ts";

/** ALBERT. */
export const albert = defineModel({
  modelType: "albert",
  parseConfig: parseAlbertConfig,
  onnxConfig: AlbertOnnxConfig,
  tasks: {
    "feature-extraction": {
      architecture: "AlbertModel",
      forward: (c, p, x) => ({ last_hidden_state: encode(c, p.base("albert"), x) }),
    },
    "fill-mask": {
      architecture: "AlbertForMaskedLM",
      alsoFrom: ["AlbertForPreTraining"],
      forward(c, p, x) {
        const base = p.base("albert");
        const words = base.at("embeddings.word_embeddings");
        return { logits: predictions(c, p.at("predictions"), encode(c, base, x), words) };
      },
    },
    "text-classification": {
      architecture: "AlbertForSequenceClassification",
      forward(c, p, x) {
        const base = p.base("albert");
        return { logits: classify(c, p.at("classifier"), pooler(c, base.at("pooler"), encode(c, base, x))) };
      },
    },
    "multiple-choice": {
      architecture: "AlbertForMultipleChoice",
      forward(c, p, x) {
        const base = p.base("albert");
        const y = encode(c, base, flattenChoices(x));
        return { logits: choiceLogits(p.at("classifier"), pooler(c, base.at("pooler"), y), x) };
      },
    },
    "token-classification": {
      architecture: "AlbertForTokenClassification",
      forward: (c, p, x) => ({ logits: classify(c, p.at("classifier"), encode(c, p.base("albert"), x)) }),
    },
    "question-answering": {
      architecture: "AlbertForQuestionAnswering",
      forward: (c, p, x) => spanLogits(p.at("qa_outputs"), encode(c, p.base("albert"), x)),
    },
  },
  mayHold: [
    /^(albert\.)?embeddings\.(position_ids|token_type_ids|position_embeddings\.weight)$/,
    /^(albert\.)?pooler\./,
    /^(predictions|sop_classifier|classifier|qa_outputs)\./,
  ],
});
