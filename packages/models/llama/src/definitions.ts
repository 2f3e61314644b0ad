import * as config from "./config/index.ts";
import { defineDecoder } from "./define-decoder.ts";
import * as modeling from "./modeling/index.ts";

/** Llama. */
export const llama = defineDecoder({
  modelType: "llama",
  parseConfig: config.parseLlamaConfig,
  onnxConfig: config.LlamaOnnxConfig,
  architectures: {
    "feature-extraction": "LlamaModel",
    "text-generation": "LlamaForCausalLM",
    "text-classification": "LlamaForSequenceClassification",
  },
  decode: modeling.llama,
});

/** Mistral. */
export const mistral = defineDecoder({
  modelType: "mistral",
  parseConfig: config.parseMistralConfig,
  onnxConfig: config.MistralOnnxConfig,
  architectures: {
    "feature-extraction": "MistralModel",
    "text-generation": "MistralForCausalLM",
    "text-classification": "MistralForSequenceClassification",
  },
  decode: modeling.mistral,
});

/** Qwen2, and Qwen2.5. */
export const qwen2 = defineDecoder({
  modelType: "qwen2",
  parseConfig: config.parseQwen2Config,
  onnxConfig: config.Qwen2OnnxConfig,
  architectures: {
    "feature-extraction": "Qwen2Model",
    "text-generation": "Qwen2ForCausalLM",
    "text-classification": "Qwen2ForSequenceClassification",
    "token-classification": "Qwen2ForTokenClassification",
  },
  decode: modeling.qwen2,
});

/** Qwen3. */
export const qwen3 = defineDecoder({
  modelType: "qwen3",
  parseConfig: config.parseQwen3Config,
  onnxConfig: config.Qwen3OnnxConfig,
  architectures: {
    "feature-extraction": "Qwen3Model",
    "text-generation": "Qwen3ForCausalLM",
    "text-classification": "Qwen3ForSequenceClassification",
  },
  decode: modeling.qwen3,
});

/** SmolLM3. */
export const smollm3 = defineDecoder({
  modelType: "smollm3",
  parseConfig: config.parseSmolLM3Config,
  onnxConfig: config.SmolLM3OnnxConfig,
  architectures: {
    "feature-extraction": "SmolLM3Model",
    "text-generation": "SmolLM3ForCausalLM",
    "text-classification": "SmolLM3ForSequenceClassification",
  },
  decode: modeling.smollm3,
});

/** Phi-3, Phi-3.5 and Phi-4. */
export const phi3 = defineDecoder({
  modelType: "phi3",
  parseConfig: config.parsePhi3Config,
  onnxConfig: config.Phi3OnnxConfig,
  architectures: {
    "feature-extraction": "Phi3Model",
    "text-generation": "Phi3ForCausalLM",
    "text-classification": "Phi3ForSequenceClassification",
  },
  decode: modeling.phi3,
});

/** Granite. */
export const granite = defineDecoder({
  modelType: "granite",
  parseConfig: config.parseGraniteConfig,
  onnxConfig: config.GraniteOnnxConfig,
  architectures: {
    "feature-extraction": "GraniteModel",
    "text-generation": "GraniteForCausalLM",
  },
  decode: modeling.granite,
  logits: modeling.graniteLogits,
});

/** OLMo 2. */
export const olmo2 = defineDecoder({
  modelType: "olmo2",
  parseConfig: config.parseOlmo2Config,
  onnxConfig: config.Olmo2OnnxConfig,
  architectures: {
    "feature-extraction": "Olmo2Model",
    "text-generation": "Olmo2ForCausalLM",
  },
  decode: modeling.olmo2,
});
