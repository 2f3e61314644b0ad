import { defineModel, linear, numLabels } from "@transonnx/core";
import { flatten, globalAveragePool } from "@transonnx/graph";
import { type MobileNetV2Config, MobileNetV2OnnxConfig, parseMobileNetV2Config } from "./config.ts";
import { mobilenetV2 as features } from "./modeling.ts";

export { type MobileNetV2Config, MobileNetV2OnnxConfig, parseMobileNetV2Config } from "./config.ts";

/** MobileNetV2. */
export const mobilenetV2 = defineModel<MobileNetV2Config>({
  modelType: "mobilenet_v2",
  parseConfig: parseMobileNetV2Config,
  onnxConfig: MobileNetV2OnnxConfig,
  tasks: {
    "feature-extraction": {
      architecture: "MobileNetV2Model",
      forward: (c, p, { pixel_values }) => ({
        last_hidden_state: features(c, p.base("mobilenet_v2"), pixel_values!),
      }),
    },
    "image-classification": {
      architecture: "MobileNetV2ForImageClassification",
      forward(c, p, { pixel_values }) {
        const pooled = globalAveragePool(features(c, p.base("mobilenet_v2"), pixel_values!));
        return { logits: linear(p.at("classifier"), flatten(pooled), numLabels(c)) };
      },
    },
  },
  mayHold: [/\.num_batches_tracked$/, /^(classifier|segmentation_head)\./],
});
