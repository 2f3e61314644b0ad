import { defineModel } from "@transonnx/core";
import { parseTrOCRConfig, type TrOCRConfig, TrOCROnnxConfig } from "./config.ts";
import { trocr as decode } from "./modeling.ts";

export { parseTrOCRConfig, type TrOCRConfig, TrOCROnnxConfig } from "./config.ts";

/** TrOCR's decoder, which is a part of another model: it has no task of its own. */
export const trocr = defineModel<TrOCRConfig>({
  modelType: "trocr",
  parseConfig: parseTrOCRConfig,
  onnxConfig: TrOCROnnxConfig,
  tasks: {},
  asDecoder: {
    architecture: "TrOCRForCausalLM",
    base: "model",
    parseConfig: parseTrOCRConfig,
    memoryWidth: (c) => c.cross_attention_hidden_size ?? c.d_model,
    forward: (c, p, x, cache) => ({ logits: decode(c, p, x, cache) }),
  },
  mayHold: [/^output_projection\./, /^model\.decoder\.(version|embed_positions\.(_float_tensor|weights))$/],
});
