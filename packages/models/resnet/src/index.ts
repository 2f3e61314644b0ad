import { defineModel, linear, numLabels } from "@transonnx/core";
import { flatten, globalAveragePool } from "@transonnx/graph";
import { resnet as featureMaps } from "@transonnx/vision";
import { parseResNetConfig, type ResNetConfig, ResNetOnnxConfig } from "./config.ts";

export { parseResNetConfig, type ResNetConfig, ResNetOnnxConfig } from "./config.ts";

/** ResNet (https://arxiv.org/abs/1512.03385), as in transformers 4.57's modeling_resnet.py. */
export const resnet = defineModel<ResNetConfig>({
  modelType: "resnet",
  parseConfig: parseResNetConfig,
  onnxConfig: ResNetOnnxConfig,
  tasks: {
    "feature-extraction": {
      architecture: "ResNetModel",
      alsoFrom: ["ResNetBackbone"],
      forward: (c, p, { pixel_values }) => ({
        last_hidden_state: featureMaps(c, p.base("resnet"), pixel_values!).at(-1)!,
      }),
    },
    "image-classification": {
      architecture: "ResNetForImageClassification",
      forward(c, p, { pixel_values }) {
        const last = featureMaps(c, p.base("resnet"), pixel_values!).at(-1)!; // [b, c, h/32, w/32]
        return { logits: linear(p.at("classifier.1"), flatten(globalAveragePool(last)), numLabels(c)) };
      },
    },
  },
  mayHold: [/\.num_batches_tracked$/, /^classifier\./],
});
