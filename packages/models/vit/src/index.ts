import { defineModel, linear, numLabels } from "@transonnx/core";
import { gather, slice } from "@transonnx/graph";
import { reconstruction } from "@transonnx/vision";
import { parseViTConfig, type ViTConfig, ViTOnnxConfig } from "./config.ts";
import { vit as encode } from "./modeling.ts";

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
      forward(c, p, inputs) {
        const { x, grid } = encode(c, p.base("vit"), inputs);
        const patches = slice(x, 1, 1, x.type.shape[1]!);
        return { reconstruction: reconstruction(c, p.at("decoder.0"), { x: patches, grid }) };
      },
    },
  },
  mayHold: [/^(vit\.)?pooler\./, /^(vit\.)?embeddings\.mask_token$/, /^(classifier|decoder)\./],
});
