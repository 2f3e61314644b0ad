import { defineModel } from "@transonnx/core";
import { choiceLogits, classify, flattenChoices, spanLogits } from "@transonnx/text";
import { DistilBertOnnxConfig, parseDistilBertConfig } from "./config.ts";
import { distilbert as encode, preClassifier, vocabulary } from "./modeling.ts";

export { type DistilBertConfig, DistilBertOnnxConfig, parseDistilBertConfig } from "./config.ts";

/** DistilBERT. */
export const distilbert = defineModel({
  modelType: "distilbert",
  parseConfig: parseDistilBertConfig,
  onnxConfig: DistilBertOnnxConfig,
  tasks: {
    "feature-extraction": {
      architecture: "DistilBertModel",
      forward: (c, p, x) => ({ last_hidden_state: encode(c, p.base("distilbert"), x) }),
    },
    "fill-mask": {
      architecture: "DistilBertForMaskedLM",
      forward(c, p, x) {
        const base = p.base("distilbert");
        return { logits: vocabulary(c, p, encode(c, base, x), base.at("embeddings.word_embeddings")) };
      },
    },
    "text-classification": {
      architecture: "DistilBertForSequenceClassification",
      forward(c, p, x) {
        const y = encode(c, p.base("distilbert"), x);
        return { logits: classify(c, p.at("classifier"), preClassifier(c, p.at("pre_classifier"), y)) };
      },
    },
    "multiple-choice": {
      architecture: "DistilBertForMultipleChoice",
      forward(c, p, x) {
        const y = encode(c, p.base("distilbert"), flattenChoices(x));
        return { logits: choiceLogits(p.at("classifier"), preClassifier(c, p.at("pre_classifier"), y), x) };
      },
    },
    "token-classification": {
      architecture: "DistilBertForTokenClassification",
      forward: (c, p, x) => ({ logits: classify(c, p.at("classifier"), encode(c, p.base("distilbert"), x)) }),
    },
    "question-answering": {
      architecture: "DistilBertForQuestionAnswering",
      forward: (c, p, x) => spanLogits(p.at("qa_outputs"), encode(c, p.base("distilbert"), x)),
    },
  },
  mayHold: [
    /^(distilbert\.)?embeddings\.position_ids$/,
    /^vocab_(transform|layer_norm|projector)\./,
    /^(activation|pre_classifier|classifier|qa_outputs)\./,
  ],
});
