import * as config from "./config/index.ts";
import { defineDecoder } from "./define-decoder.ts";
import * as modeling from "./modeling/index.ts";

/** Llama. */
export const llama = defineDecoder({
  modelType: "llama",
  classes: "Llama",
  parseConfig: config.parseLlamaConfig,
  onnxConfig: config.LlamaOnnxConfig,
  decode: modeling.llama,
  heads: ["text-classification"],
});

/** Mistral. */
export const mistral = defineDecoder({
  modelType: "mistral",
  classes: "Mistral",
  parseConfig: config.parseMistralConfig,
  onnxConfig: config.MistralOnnxConfig,
  decode: modeling.mistral,
  heads: ["text-classification"],
});

/** Qwen2, and Qwen2.5. */
export const qwen2 = defineDecoder({
  modelType: "qwen2",
  classes: "Qwen2",
  parseConfig: config.parseQwen2Config,
  onnxConfig: config.Qwen2OnnxConfig,
  decode: modeling.qwen2,
  heads: ["text-classification", "token-classification"],
});

/** Qwen3. */
export const qwen3 = defineDecoder({
  modelType: "qwen3",
  classes: "Qwen3",
  parseConfig: config.parseQwen3Config,
  onnxConfig: config.Qwen3OnnxConfig,
  decode: modeling.qwen3,
  heads: ["text-classification"],
});

/** SmolLM3. */
export const smollm3 = defineDecoder({
  modelType: "smollm3",
  classes: "SmolLM3",
  parseConfig: config.parseSmolLM3Config,
  onnxConfig: config.SmolLM3OnnxConfig,
  decode: modeling.smollm3,
  heads: ["text-classification"],
});

/** Phi-3, Phi-3.5 and Phi-4. */
export const phi3 = defineDecoder({
  modelType: "phi3",
  classes: "Phi3",
  parseConfig: config.parsePhi3Config,
  onnxConfig: config.Phi3OnnxConfig,
  decode: modeling.phi3,
  heads: ["text-classification"],
});

/** Granite. */
export const granite = defineDecoder({
  modelType: "granite",
  classes: "Granite",
  parseConfig: config.parseGraniteConfig,
  onnxConfig: config.GraniteOnnxConfig,
  decode: modeling.granite,
  logits: modeling.graniteLogits,
});

/** OLMo 2. */
export const olmo2 = defineDecoder({
  modelType: "olmo2",
  classes: "Olmo2",
  parseConfig: config.parseOlmo2Config,
  onnxConfig: config.Olmo2OnnxConfig,
  decode: modeling.olmo2,
});
