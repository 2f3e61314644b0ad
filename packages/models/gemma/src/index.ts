import { defineModel } from "@transonnx/core";
import { decoderTasks } from "@transonnx/text";
import {
  Gemma2OnnxConfig,
  Gemma3TextOnnxConfig,
  GemmaOnnxConfig,
  parseGemma2Config,
  parseGemma3TextConfig,
  parseGemmaConfig,
} from "./config.ts";
import { boundedLogits, gemma as decodeGemma, gemma2 as decodeGemma2, gemma3, logits } from "./modeling.ts";

export {
  type Gemma2Config,
  Gemma2OnnxConfig,
  type Gemma3TextConfig,
  Gemma3TextOnnxConfig,
  type GemmaConfig,
  GemmaOnnxConfig,
  parseGemma2Config,
  parseGemma3TextConfig,
  parseGemmaConfig,
} from "./config.ts";

const mayHold = [/\.rotary_emb\.inv_freq$/, /^(lm_head|score)\./];

/** Gemma. */
export const gemma = defineModel({
  modelType: "gemma",
  parseConfig: parseGemmaConfig,
  onnxConfig: GemmaOnnxConfig,
  tasks: decoderTasks({
    architectures: {
      "feature-extraction": "GemmaModel",
      "text-generation": "GemmaForCausalLM",
      "text-classification": "GemmaForSequenceClassification",
    },
    base: "model",
    decode: decodeGemma,
    logits,
  }),
  mayHold,
});

/** Gemma 2. */
export const gemma2 = defineModel({
  modelType: "gemma2",
  parseConfig: parseGemma2Config,
  onnxConfig: Gemma2OnnxConfig,
  tasks: decoderTasks({
    architectures: {
      "feature-extraction": "Gemma2Model",
      "text-generation": "Gemma2ForCausalLM",
      "text-classification": "Gemma2ForSequenceClassification",
    },
    base: "model",
    decode: decodeGemma2,
    logits: boundedLogits,
  }),
  mayHold,
});

/** The text model of Gemma 3. */
export const gemma3Text = defineModel({
  modelType: "gemma3_text",
  parseConfig: parseGemma3TextConfig,
  onnxConfig: Gemma3TextOnnxConfig,
  tasks: decoderTasks({
    architectures: { "feature-extraction": "Gemma3TextModel", "text-generation": "Gemma3ForCausalLM" },
    base: "model",
    decode: gemma3,
    logits: boundedLogits,
  }),
  mayHold,
});
