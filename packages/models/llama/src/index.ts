import { defineModel } from "@transonnx/core";
import { decoderTasks } from "@transonnx/text";
import { LlamaOnnxConfig, parseLlamaConfig } from "./config.ts";
import { llama as decode, logits } from "./modeling.ts";

export { type LlamaConfig, LlamaOnnxConfig, parseLlamaConfig } from "./config.ts";

/** Llama. */
export const llama = defineModel({
  modelType: "llama",
  parseConfig: parseLlamaConfig,
  onnxConfig: LlamaOnnxConfig,
  tasks: decoderTasks({
    architectures: {
      "feature-extraction": "LlamaModel",
      "text-generation": "LlamaForCausalLM",
      "text-classification": "LlamaForSequenceClassification",
    },
    base: "model",
    decode,
    logits,
  }),
  mayHold: [/\.rotary_emb\.inv_freq$/, /^(lm_head|score)\./],
});
