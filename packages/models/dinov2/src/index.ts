import { defineModel, linear, numLabels } from "@transonnx/core";
import { concat, gather, reduceMean, slice } from "@transonnx/graph";
import { type Dinov2Config, Dinov2OnnxConfig, parseDinov2Config } from "./config.ts";
import { dinov2 as encode } from "./modeling.ts";

export { type Dinov2Config, Dinov2OnnxConfig, parseDinov2Config } from "./config.ts";

/** DINOv2. */
export const dinov2 = defineModel<Dinov2Config>({
  modelType: "dinov2",
  parseConfig: parseDinov2Config,
  onnxConfig: Dinov2OnnxConfig,
  tasks: {
    "feature-extraction": {
      architecture: "Dinov2Model",
      forward: (c, p, x) => ({ last_hidden_state: encode(c, p.base("dinov2"), x) }),
    },
    "image-classification": {
      architecture: "Dinov2ForImageClassification",
      forward(c, p, inputs) {
        const x = encode(c, p.base("dinov2"), inputs);
        const patches = reduceMean(slice(x, 1, 1, x.type.shape[1]!), [1], { keepdims: false });
        return { logits: linear(p.at("classifier"), concat([gather(x, 0, 1), patches], 1), numLabels(c)) };
      },
    },
  },
  mayHold: [/^(dinov2\.)?embeddings\.mask_token$/, /^classifier\./],
});
