import { defineModel } from "@transonnx/core";
import { decoderTasks } from "@transonnx/text";
import { OPTOnnxConfig, parseOPTConfig } from "./config.ts";
import { opt as decode, logits } from "./modeling.ts";

export { type OPTConfig, OPTOnnxConfig, parseOPTConfig } from "./config.ts";

/** OPT. */
export const opt = defineModel({
  modelType: "opt",
  parseConfig: parseOPTConfig,
  onnxConfig: OPTOnnxConfig,
  tasks: decoderTasks({
    architectures: {
      "feature-extraction": "OPTModel",
      "text-generation": "OPTForCausalLM",
      "text-classification": "OPTForSequenceClassification",
      "question-answering": "OPTForQuestionAnswering",
    },
    base: "model",
    decode,
    logits,
  }),
  mayHold: [/^(lm_head|score|qa_outputs)\./],
});
