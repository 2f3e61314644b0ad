import { defineModel, linear, numLabels } from "@transonnx/core";
import { type BeitConfig, BeitOnnxConfig, parseBeitConfig } from "./config.ts";
import { beit as encode, pooled } from "./modeling.ts";

export { type BeitConfig, BeitOnnxConfig, parseBeitConfig } from "./config.ts";

/** BEiT. */
export const beit = defineModel<BeitConfig>({
  modelType: "beit",
  parseConfig: parseBeitConfig,
  onnxConfig: BeitOnnxConfig,
  tasks: {
    "feature-extraction": {
      architecture: "BeitModel",
      forward: (c, p, x) => ({ last_hidden_state: encode(c, p.base("beit"), x) }),
    },
    "image-classification": {
      architecture: "BeitForImageClassification",
      forward(c, p, x) {
        const base = p.base("beit");
        return { logits: linear(p.at("classifier"), pooled(c, base, encode(c, base, x)), numLabels(c)) };
      },
    },
  },
  mayHold: [
    /\.relative_position_index$/,
    /^(beit\.)?embeddings\.mask_token$/,
    /^(beit\.)?pooler\./,
    /^(classifier|layernorm|lm_head|decode_head|auxiliary_head|fpn[1-4])\./,
  ],
});
