import { defineModel } from "@transonnx/core";
import { decoderTasks } from "@transonnx/text";
import { GPTNeoXOnnxConfig, parseGPTNeoXConfig } from "./config.ts";
import { gptNeox as decode, logits } from "./modeling.ts";

export { type GPTNeoXConfig, GPTNeoXOnnxConfig, parseGPTNeoXConfig } from "./config.ts";

/** GPT-NeoX. */
export const gptNeox = defineModel({
  modelType: "gpt_neox",
  parseConfig: parseGPTNeoXConfig,
  onnxConfig: GPTNeoXOnnxConfig,
  tasks: decoderTasks({
    architectures: {
      "feature-extraction": "GPTNeoXModel",
      "text-generation": "GPTNeoXForCausalLM",
      "text-classification": "GPTNeoXForSequenceClassification",
    },
    base: "gpt_neox",
    decode,
    logits,
  }),
  mayHold: [
    /^(gpt_neox\.)?layers\.\d+\.attention\.(bias|masked_bias|rotary_emb\.inv_freq)$/,
    /^(embed_out|score|classifier|qa_outputs)\./,
  ],
});
