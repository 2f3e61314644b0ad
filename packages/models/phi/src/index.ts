import { defineModel } from "@transonnx/core";
import { decoderTasks } from "@transonnx/text";
import { PhiOnnxConfig, parsePhiConfig } from "./config.ts";
import { phi as decode, logits } from "./modeling.ts";

export { type PhiConfig, PhiOnnxConfig, parsePhiConfig } from "./config.ts";

/** Phi. */
export const phi = defineModel({
  modelType: "phi",
  parseConfig: parsePhiConfig,
  onnxConfig: PhiOnnxConfig,
  tasks: decoderTasks({
    architectures: {
      "feature-extraction": "PhiModel",
      "text-generation": "PhiForCausalLM",
      "text-classification": "PhiForSequenceClassification",
    },
    base: "model",
    decode,
    logits,
  }),
  mayHold: [/\.rotary_emb\.inv_freq$/, /^(lm_head|score|classifier)\./],
});
