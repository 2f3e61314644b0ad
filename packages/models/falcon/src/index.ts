import { defineModel } from "@transonnx/core";
import { decoderTasks } from "@transonnx/text";
import { FalconOnnxConfig, parseFalconConfig } from "./config.ts";
import { falcon as decode, logits } from "./modeling.ts";

export { type FalconConfig, FalconOnnxConfig, parseFalconConfig } from "./config.ts";

/** Falcon. */
export const falcon = defineModel({
  modelType: "falcon",
  parseConfig: parseFalconConfig,
  onnxConfig: FalconOnnxConfig,
  tasks: decoderTasks({
    architectures: {
      "feature-extraction": "FalconModel",
      "text-generation": "FalconForCausalLM",
      "question-answering": "FalconForQuestionAnswering",
      "token-classification": "FalconForTokenClassification",
    },
    base: "transformer",
    decode,
    logits,
  }),
  mayHold: [/\.(maybe_rotary|rotary|rotary_emb)\.inv_freq$/, /^(lm_head|score|classifier|qa_outputs)\./],
});
