import { defineModel } from "@transonnx/core";
import { type DetrConfig, DetrOnnxConfig, parseDetrConfig } from "./config.ts";
import { masks } from "./masks.ts";
import { boxes, classes, detr as look } from "./modeling.ts";

export { type DetrConfig, DetrOnnxConfig, parseDetrConfig } from "./config.ts";

/** DETR. */
export const detr = defineModel<DetrConfig>({
  modelType: "detr",
  parseConfig: parseDetrConfig,
  onnxConfig: DetrOnnxConfig,
  tasks: {
    "feature-extraction": {
      architecture: "DetrModel",
      forward: (c, p, x) => ({ last_hidden_state: look(c, p.base("detr").base("model"), x).found }),
    },
    "object-detection": {
      architecture: "DetrForObjectDetection",
      forward(c, p, x) {
        const detector = p.base("detr");
        const { found } = look(c, detector.at("model"), x);
        return { logits: classes(c, detector, found), pred_boxes: boxes(c, detector, found) };
      },
    },
    "image-segmentation": {
      architecture: "DetrForSegmentation",
      forward(c, p, x) {
        const detector = p.at("detr");
        const seen = look(c, detector.at("model"), x);
        return { logits: classes(c, detector, seen.found), pred_masks: masks(c, p, seen) };
      },
    },
  },
  mayHold: [
    /^(detr\.)?(class_labels_classifier|bbox_predictor)\./,
    /^(mask_head|bbox_attention)\./,
    /\.(num_batches_tracked|relative_position_index)$/,
  ],
});
