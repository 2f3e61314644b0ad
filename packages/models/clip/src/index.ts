import { defineModel, linear, numLabels, type TaskDefinition } from "@transonnx/core";
import { reduceMean, slice, squeeze } from "@transonnx/graph";
import { similarity } from "@transonnx/multimodal";
import { type CLIPConfig, CLIPOnnxConfig, parseCLIPConfig } from "./config.ts";
import { imageEmbeds, textEmbeds, vision } from "./modeling.ts";

export { type CLIPConfig, CLIPOnnxConfig, parseCLIPConfig } from "./config.ts";

const both: TaskDefinition<CLIPConfig> = {
  architecture: "CLIPModel",
  forward: (c, p, x) => similarity(p, textEmbeds(c, p, x), imageEmbeds(c, p, x)),
};

/** CLIP. */
export const clip = defineModel<CLIPConfig>({
  modelType: "clip",
  parseConfig: parseCLIPConfig,
  onnxConfig: CLIPOnnxConfig,
  tasks: {
    "feature-extraction": both,
    "zero-shot-image-classification": both,
    "image-classification": {
      architecture: "CLIPForImageClassification",
      forward(c, p, { pixel_values }) {
        const x = vision(c.vision_config, p.at("vision_model"), pixel_values!);
        const patches = slice(x, 1, 1, x.type.shape[1]!);
        return { logits: linear(p.at("classifier"), squeeze(reduceMean(patches, [1]), 1), numLabels(c)) };
      },
      mayHold: [/^text_model\./],
    },
  },
  mayHold: [
    /^(text|vision)_model\.embeddings\.position_ids$/,
    /^vision_model\.post_layernorm\./,
    /^(text_projection|visual_projection|logit_scale|classifier)(\.|$)/,
  ],
});
