import { defineModel } from "@transonnx/core";
import { decoderTasks } from "@transonnx/text";
import { BloomOnnxConfig, parseBloomConfig } from "./config.ts";
import { bloom as decode, logits } from "./modeling.ts";

export { type BloomConfig, BloomOnnxConfig, parseBloomConfig } from "./config.ts";

/** BLOOM. */
export const bloom = defineModel({
  modelType: "bloom",
  parseConfig: parseBloomConfig,
  onnxConfig: BloomOnnxConfig,
  tasks: decoderTasks({
    architectures: {
      "feature-extraction": "BloomModel",
      "text-generation": "BloomForCausalLM",
      "text-classification": "BloomForSequenceClassification",
      "token-classification": "BloomForTokenClassification",
    },
    base: "transformer",
    decode,
    logits,
  }),
  mayHold: [/^(lm_head|score|classifier|qa_outputs)\./, /\.(self_attention\.dense|mlp\.dense_4h_to_h)\.bias$/],
});
