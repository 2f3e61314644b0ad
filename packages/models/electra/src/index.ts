import { defineModel } from "@transonnx/core";
import { choiceLogits, classify, flattenChoices, spanLogits } from "@transonnx/text";
import { type ElectraConfig, ElectraOnnxConfig, parseElectraConfig, parseElectraDecoderConfig } from "./config.ts";
import { classificationHead, decoder, electra as encode, generatorLogits, sequenceSummary } from "./modeling.ts";

export { type ElectraConfig, ElectraOnnxConfig, parseElectraConfig, parseElectraDecoderConfig } from "./config.ts";

/** ELECTRA: generators fill masks, all other tasks are the discriminator's. */
export const electra = defineModel<ElectraConfig>({
  modelType: "electra",
  parseConfig: parseElectraConfig,
  onnxConfig: ElectraOnnxConfig,
  tasks: {
    "feature-extraction": {
      architecture: "ElectraModel",
      forward: (c, p, x) => ({ last_hidden_state: encode(c, p.base("electra"), x) }),
    },
    "fill-mask": {
      architecture: "ElectraForMaskedLM",
      forward(c, p, x) {
        const base = p.base("electra");
        return { logits: generatorLogits(c, p, encode(c, base, x), base.at("embeddings.word_embeddings")) };
      },
    },
    "text-classification": {
      architecture: "ElectraForSequenceClassification",
      forward: (c, p, x) => ({ logits: classificationHead(c, p.at("classifier"), encode(c, p.base("electra"), x)) }),
    },
    "multiple-choice": {
      architecture: "ElectraForMultipleChoice",
      forward(c, p, x) {
        const y = encode(c, p.base("electra"), flattenChoices(x));
        return { logits: choiceLogits(p.at("classifier"), sequenceSummary(c, p.at("sequence_summary"), y), x) };
      },
    },
    "token-classification": {
      architecture: "ElectraForTokenClassification",
      forward: (c, p, x) => ({ logits: classify(c, p.at("classifier"), encode(c, p.base("electra"), x)) }),
    },
    "question-answering": {
      architecture: "ElectraForQuestionAnswering",
      forward: (c, p, x) => spanLogits(p.at("qa_outputs"), encode(c, p.base("electra"), x)),
    },
  },
  asDecoder: {
    architecture: "ElectraForCausalLM",
    base: "electra",
    parseConfig: parseElectraDecoderConfig,
    forward(c, p, x) {
      const base = p.base("electra");
      return { logits: generatorLogits(c, p, decoder(c, base, x), base.at("embeddings.word_embeddings")) };
    },
  },
  mayHold: [
    /^(electra\.)?embeddings\.(position_ids|token_type_ids|position_embeddings\.weight)$/,
    /^(generator_predictions|generator_lm_head|discriminator_predictions)\./,
    /^(sequence_summary|classifier|qa_outputs)\./,
  ],
});
