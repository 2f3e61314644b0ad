import { defineModel } from "@transonnx/core";
import { decoderTasks } from "@transonnx/text";
import { GPT2OnnxConfig, parseGPT2Config } from "./config.ts";
import { gpt2 as decode, logits } from "./modeling.ts";

export { type GPT2Config, GPT2OnnxConfig, parseGPT2Config } from "./config.ts";

/** GPT-2. */
export const gpt2 = defineModel({
  modelType: "gpt2",
  parseConfig: parseGPT2Config,
  onnxConfig: GPT2OnnxConfig,
  tasks: decoderTasks({
    architectures: {
      "feature-extraction": "GPT2Model",
      "text-generation": "GPT2LMHeadModel",
      "text-classification": "GPT2ForSequenceClassification",
      "token-classification": "GPT2ForTokenClassification",
    },
    base: "transformer",
    decode,
    logits,
  }),
  mayHold: [/^(transformer\.)?h\.\d+\.attn\.(bias|masked_bias)$/, /^(lm_head|score|classifier)\./],
});
