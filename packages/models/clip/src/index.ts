import { defineModel, linear, numLabels, type TaskDefinition } from "@transonnx/core";
import { reduceMean, slice, squeeze } from "@transonnx/graph";
import { similarity, unitVectors } from "@transonnx/multimodal";
import { type CLIPConfig, type CLIPVisionConfig, parseCLIPConfig, parseCLIPVisionConfig } from "./config.ts";
import { imageEmbeds, pooledClass, textEmbeds, vision } from "./modeling.ts";
import { CLIPOnnxConfig, CLIPVisionModelOnnxConfig } from "./onnx-configs.ts";

export { type CLIPConfig, type CLIPVisionConfig, parseCLIPConfig, parseCLIPVisionConfig } from "./config.ts";
export * from "./onnx-configs.ts";

const both: TaskDefinition<CLIPConfig> = {
  architecture: "CLIPModel",
  forward(c, p, x) {
    const [texts, pictures] = [unitVectors(textEmbeds(c, p, x)), unitVectors(imageEmbeds(c, p, x))];
    return similarity(texts, pictures, { scale: p.get("logit_scale", []) });
  },
  parts: {
    text_model: (c, p, x) => ({ text_embeds: textEmbeds(c, p, x) }),
    vision_model: (c, p, x) => ({ image_embeds: imageEmbeds(c, p, x) }),
  },
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

/** CLIP's encoder of pictures, with its projection in the checkpoint or without. */
export const clipVisionModel = defineModel<CLIPVisionConfig>({
  modelType: "clip_vision_model",
  parseConfig: parseCLIPVisionConfig,
  onnxConfig: CLIPVisionModelOnnxConfig,
  tasks: {
    "feature-extraction": {
      architecture: "CLIPVisionModel",
      alsoFrom: ["CLIPVisionModelWithProjection"],
      forward(c, p, { pixel_values }) {
        const model = p.base("vision_model");
        const x = vision(c, model, pixel_values!);
        return { last_hidden_state: x, pooler_output: pooledClass(c, model, x) };
      },
    },
  },
  mayHold: [/^vision_model\.embeddings\.position_ids$/, /^visual_projection\./],
});
