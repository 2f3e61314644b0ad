import { defineModel } from "@transonnx/core";
import { choiceLogits, classify, flattenChoices, pooler, spanLogits } from "@transonnx/text";
import { type BertConfig, BertOnnxConfig, parseBertConfig, parseBertDecoderConfig } from "./config.ts";
import { decoder, bert as encode, predictions } from "./modeling.ts";

export { type BertConfig, BertOnnxConfig, parseBertConfig, parseBertDecoderConfig } from "./config.ts";

/** BERT. */
export const bert = defineModel<BertConfig>({
  modelType: "bert",
  parseConfig: parseBertConfig,
  onnxConfig: BertOnnxConfig,
  tasks: {
    "feature-extraction": {
      architecture: "BertModel",
      forward: (c, p, x) => ({ last_hidden_state: encode(c, p.base("bert"), x) }),
    },
    "fill-mask": {
      architecture: "BertForMaskedLM",
      alsoFrom: ["BertForPreTraining"],
      forward(c, p, x) {
        const base = p.base("bert");
        const words = base.at("embeddings.word_embeddings");
        return { logits: predictions(c, p.at("cls.predictions"), encode(c, base, x), words) };
      },
    },
    "text-classification": {
      architecture: "BertForSequenceClassification",
      forward(c, p, x) {
        const base = p.base("bert");
        return { logits: classify(c, p.at("classifier"), pooler(c, base.at("pooler"), encode(c, base, x))) };
      },
    },
    "multiple-choice": {
      architecture: "BertForMultipleChoice",
      forward(c, p, x) {
        const base = p.base("bert");
        const y = encode(c, base, flattenChoices(x));
        return { logits: choiceLogits(p.at("classifier"), pooler(c, base.at("pooler"), y), x) };
      },
    },
    "token-classification": {
      architecture: "BertForTokenClassification",
      forward: (c, p, x) => ({ logits: classify(c, p.at("classifier"), encode(c, p.base("bert"), x)) }),
    },
    "question-answering": {
      architecture: "BertForQuestionAnswering",
      forward: (c, p, x) => spanLogits(p.at("qa_outputs"), encode(c, p.base("bert"), x)),
    },
  },
  asDecoder: {
    architecture: "BertLMHeadModel",
    base: "bert",
    parseConfig: parseBertDecoderConfig,
    forward(c, p, x) {
      const base = p.base("bert");
      const words = base.at("embeddings.word_embeddings");
      return { logits: predictions(c, p.at("cls.predictions"), decoder(c, base, x), words) };
    },
  },
  mayHold: [
    /^(bert\.)?embeddings\.(position_ids|token_type_ids|position_embeddings\.weight)$/,
    /^(bert\.)?pooler\./,
    /^(cls|classifier|qa_outputs)\./,
  ],
});
