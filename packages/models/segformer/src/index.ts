import { defineModel, type TaskDefinition } from "@transonnx/core";
import { parseSegformerConfig, type SegformerConfig, SegformerOnnxConfig } from "./config.ts";
import { classes, lastHiddenState, segments } from "./modeling.ts";

export { parseSegformerConfig, type SegformerConfig, SegformerOnnxConfig } from "./config.ts";

const segmentation: TaskDefinition<SegformerConfig> = {
  architecture: "SegformerForSemanticSegmentation",
  forward: (c, p, x) => ({ logits: segments(c, p, x) }),
};

/** SegFormer. */
export const segformer = defineModel<SegformerConfig>({
  modelType: "segformer",
  parseConfig: parseSegformerConfig,
  onnxConfig: SegformerOnnxConfig,
  tasks: {
    "feature-extraction": {
      architecture: "SegformerModel",
      forward: (c, p, x) => ({ last_hidden_state: lastHiddenState(c, p.base("segformer"), x) }),
    },
    "image-classification": {
      architecture: "SegformerForImageClassification",
      forward: (c, p, x) => ({ logits: classes(c, p, x) }),
    },
    "image-segmentation": segmentation,
    "semantic-segmentation": segmentation,
  },
  mayHold: [/^(classifier|decode_head)\./],
});
