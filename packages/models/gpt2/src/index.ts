import { defineModel } from "@transonnx/core";
import { decoderTasks } from "@transonnx/text";
import { type GPT2Config, GPT2OnnxConfig, parseGPT2Config, parseGPT2DecoderConfig } from "./config.ts";
import { gpt2 as decode, logits } from "./modeling.ts";

export { type GPT2Config, GPT2OnnxConfig, parseGPT2Config, parseGPT2DecoderConfig } from "./config.ts";

/** GPT-2. */
export const gpt2 = defineModel<GPT2Config>({
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
  asDecoder: {
    architecture: "GPT2LMHeadModel",
    base: "transformer",
    parseConfig: parseGPT2DecoderConfig,
    forward(c, p, x, cache) {
      const base = p.base("transformer");
      return { logits: logits(c, p, decode(c, base, x, cache), base) };
    },
  },
  mayHold: [/^(transformer\.)?h\.\d+\.(attn|crossattention)\.(bias|masked_bias)$/, /^(lm_head|score|classifier)\./],
});
