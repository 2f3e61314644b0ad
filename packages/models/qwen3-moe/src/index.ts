import { defineModel } from "@transonnx/core";
import { decoderTasks } from "@transonnx/text";
import { parseQwen3MoeConfig, Qwen3MoeOnnxConfig } from "./config.ts";
import { qwen3Moe as decode, logits } from "./modeling.ts";

export { parseQwen3MoeConfig, type Qwen3MoeConfig, Qwen3MoeOnnxConfig } from "./config.ts";

/** Qwen3-MoE. */
export const qwen3Moe = defineModel({
  modelType: "qwen3_moe",
  parseConfig: parseQwen3MoeConfig,
  onnxConfig: Qwen3MoeOnnxConfig,
  tasks: decoderTasks({
    architectures: {
      "feature-extraction": "Qwen3MoeModel",
      "text-generation": "Qwen3MoeForCausalLM",
      "text-classification": "Qwen3MoeForSequenceClassification",
      "token-classification": "Qwen3MoeForTokenClassification",
    },
    base: "model",
    decode,
    logits,
    tokenHead: "score",
  }),
  mayHold: [/\.rotary_emb\.inv_freq$/, /^(lm_head|score)\./],
});
