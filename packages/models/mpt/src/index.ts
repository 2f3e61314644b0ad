import { defineModel } from "@transonnx/core";
import { decoderTasks } from "@transonnx/text";
import { MPTOnnxConfig, parseMptConfig } from "./config.ts";
import { mpt as decode, logits } from "./modeling.ts";

export { MPTOnnxConfig, type MptConfig, parseMptConfig } from "./config.ts";

/** MPT. */
export const mpt = defineModel({
  modelType: "mpt",
  parseConfig: parseMptConfig,
  onnxConfig: MPTOnnxConfig,
  tasks: decoderTasks({
    architectures: {
      "feature-extraction": "MptModel",
      "text-generation": "MptForCausalLM",
      "text-classification": "MptForSequenceClassification",
      "token-classification": "MptForTokenClassification",
    },
    alsoFrom: { "text-generation": ["MPTForCausalLM"] },
    base: "transformer",
    decode,
    logits,
  }),
  mayHold: [/^(lm_head|score|classifier|qa_outputs)\./],
});
