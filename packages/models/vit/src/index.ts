import { defineModel, linear, numLabels } from "@transonnx/core";
import { gather } from "@transonnx/graph";
import { parseViTConfig, type ViTConfig, ViTOnnxConfig } from "./config.ts";
import { vit as encode, reconstruction } from "./modeling.ts";

export { parseViTConfig, type ViTConfig, ViTOnnxConfig } from "./config.ts";

/** ViT. */
export const vit = defineModel<ViTConfig>({
  modelType: "vit",
  parseConfig: parseViTConfig,
  onnxConfig: ViTOnnxConfig,
  tasks: {
    "feature-extraction": {
      architecture: "ViTModel",
      forward: (c, p, x) => ({ last_hidden_state: encode(c, p.base("vit"), x).x }),
    },
    "image-classification": {
      architecture: "ViTForImageClassification",
      forward(c, p, x) {
        const cls = gather(encode(c, p.base("vit"), x).x, 0, 1);
        return { logits: linear(p.at("classifier"), cls, numLabels(c)) };
      },
    },
    "masked-im": {
      architecture: "ViTForMaskedImageModeling",
      forward: (c, p, x) => ({ reconstruction: reconstruction(c, p, encode(c, p.base("vit"), x)) }),
    },
  },
  mayHold: [/^(vit\.)?pooler\./, /^(vit\.)?embeddings\.mask_token$/, /^(classifier|decoder)\./],
});
