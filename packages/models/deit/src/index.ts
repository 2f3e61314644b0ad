import { defineModel } from "@transonnx/core";
import { type DeiTConfig, DeiTOnnxConfig, parseDeiTConfig } from "./config.ts";
import { deit as encode, logits, reconstructed } from "./modeling.ts";

export { type DeiTConfig, DeiTOnnxConfig, parseDeiTConfig } from "./config.ts";

/** DeiT. */
export const deit = defineModel<DeiTConfig>({
  modelType: "deit",
  parseConfig: parseDeiTConfig,
  onnxConfig: DeiTOnnxConfig,
  tasks: {
    "feature-extraction": {
      architecture: "DeiTModel",
      forward: (c, p, x) => ({ last_hidden_state: encode(c, p.base("deit"), x).x }),
    },
    "image-classification": {
      architecture: "DeiTForImageClassification",
      alsoFrom: ["DeiTForImageClassificationWithTeacher"],
      forward: (c, p, x) => ({ logits: logits(c, p, encode(c, p.base("deit"), x)) }),
    },
    "masked-im": {
      architecture: "DeiTForMaskedImageModeling",
      forward: (c, p, x) => ({ reconstruction: reconstructed(c, p, encode(c, p.base("deit"), x)) }),
    },
  },
  mayHold: [
    /^(deit\.)?pooler\./,
    /^(deit\.)?embeddings\.mask_token$/,
    /^(classifier|cls_classifier|distillation_classifier|decoder)\./,
  ],
});
