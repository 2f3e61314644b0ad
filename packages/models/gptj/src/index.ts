import { defineModel } from "@transonnx/core";
import { decoderTasks } from "@transonnx/text";
import { GPTJOnnxConfig, parseGPTJConfig } from "./config.ts";
import { gptj as decode, logits } from "./modeling.ts";

export { type GPTJConfig, GPTJOnnxConfig, parseGPTJConfig } from "./config.ts";

/** GPT-J. */
export const gptj = defineModel({
  modelType: "gptj",
  parseConfig: parseGPTJConfig,
  onnxConfig: GPTJOnnxConfig,
  tasks: decoderTasks({
    architectures: {
      "feature-extraction": "GPTJModel",
      "text-generation": "GPTJForCausalLM",
      "text-classification": "GPTJForSequenceClassification",
      "question-answering": "GPTJForQuestionAnswering",
    },
    base: "transformer",
    decode,
    logits,
  }),
  mayHold: [/^(transformer\.)?h\.\d+\.attn\.(bias|masked_bias)$/, /^(lm_head|score|qa_outputs)\./],
});
