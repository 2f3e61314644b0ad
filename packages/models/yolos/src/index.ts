import { defineModel } from "@transonnx/core";
import { parseYolosConfig, type YolosConfig, YolosOnnxConfig } from "./config.ts";
import { detections, yolos as encode } from "./modeling.ts";

export { parseYolosConfig, type YolosConfig, YolosOnnxConfig } from "./config.ts";

/** YOLOS. */
export const yolos = defineModel<YolosConfig>({
  modelType: "yolos",
  parseConfig: parseYolosConfig,
  onnxConfig: YolosOnnxConfig,
  tasks: {
    "feature-extraction": {
      architecture: "YolosModel",
      forward: (c, p, x) => ({ last_hidden_state: encode(c, p.base("vit"), x) }),
    },
    "object-detection": { architecture: "YolosForObjectDetection", forward: detections },
  },
  mayHold: [
    /^(vit\.)?pooler\./,
    /^(vit\.)?encoder\.mid_position_embeddings$/,
    /^(class_labels_classifier|bbox_predictor)\./,
  ],
});
