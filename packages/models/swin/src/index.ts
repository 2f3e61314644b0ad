import { defineModel, linear, numLabels } from "@transonnx/core";
import { reduceMean, squeeze } from "@transonnx/graph";
import { reconstruction } from "@transonnx/vision";
import {
  type DonutSwinConfig,
  DonutSwinOnnxConfig,
  parseDonutSwinConfig,
  parseSwinConfig,
  type SwinConfig,
  SwinOnnxConfig,
} from "./config.ts";
import { swin as encode, donutSwin as encodeDonut } from "./modeling.ts";

export {
  type DonutSwinConfig,
  DonutSwinOnnxConfig,
  parseDonutSwinConfig,
  parseSwinConfig,
  type SwinConfig,
  SwinOnnxConfig,
} from "./config.ts";

const buffers = /\.relative_position_index$/;

/** Swin. */
export const swin = defineModel<SwinConfig>({
  modelType: "swin",
  parseConfig: parseSwinConfig,
  onnxConfig: SwinOnnxConfig,
  tasks: {
    "feature-extraction": {
      architecture: "SwinModel",
      forward: (c, p, x) => ({ last_hidden_state: encode(c, p.base("swin"), x).x }),
    },
    "image-classification": {
      architecture: "SwinForImageClassification",
      forward(c, p, x) {
        const pooled = squeeze(reduceMean(encode(c, p.base("swin"), x).x, [1]), 1);
        return { logits: linear(p.at("classifier"), pooled, numLabels(c)) };
      },
    },
    "masked-im": {
      architecture: "SwinForMaskedImageModeling",
      forward: (c, p, x) => ({ reconstruction: reconstruction(c, p.at("decoder.0"), encode(c, p.base("swin"), x)) }),
    },
  },
  mayHold: [buffers, /^(swin\.)?embeddings\.mask_token$/, /^(classifier|decoder)\./],
});

/** The Swin transformer that Donut reads documents with. */
export const donutSwin = defineModel<DonutSwinConfig>({
  modelType: "donut-swin",
  parseConfig: parseDonutSwinConfig,
  onnxConfig: DonutSwinOnnxConfig,
  tasks: {
    "feature-extraction": {
      architecture: "DonutSwinModel",
      forward: (c, p, x) => ({ last_hidden_state: encodeDonut(c, p.base("donut"), x).x }),
    },
  },
  mayHold: [buffers, /^(donut\.)?embeddings\.mask_token$/, /^classifier\./],
});
