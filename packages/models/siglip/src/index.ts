import { defineModel, type Params, type TaskDefinition, type Tensors } from "@transonnx/core";
import type { Tensor } from "@transonnx/graph";
import { similarity, unitVectors } from "@transonnx/multimodal";
import { parseSiglipConfig, parseSiglipVisionConfig, type SiglipConfig, type SiglipVisionConfig } from "./config.ts";
import { poolingHead, text, vision } from "./modeling.ts";
import { SiglipOnnxConfig, SiglipVisionModelOnnxConfig } from "./onnx-configs.ts";

export { parseSiglipConfig, parseSiglipVisionConfig, type SiglipConfig, type SiglipVisionConfig } from "./config.ts";
export * from "./onnx-configs.ts";

const texts = (c: SiglipConfig, p: Params, { input_ids }: Tensors): Tensor =>
  text(c.text_config, p.at("text_model"), input_ids!);

function pictures({ vision_config: c }: SiglipConfig, p: Params, { pixel_values }: Tensors): Tensor {
  const model = p.at("vision_model");
  return poolingHead(c, model.at("head"), vision(c, model, pixel_values!));
}

const both: TaskDefinition<SiglipConfig> = {
  architecture: "SiglipModel",
  forward(c, p, x) {
    const [scale, bias] = [p.get("logit_scale", [1]), p.get("logit_bias", [1])];
    return similarity(unitVectors(texts(c, p, x)), unitVectors(pictures(c, p, x)), { scale, bias });
  },
  parts: {
    text_model: (c, p, x) => ({ pooler_output: texts(c, p, x) }),
    vision_model: (c, p, x) => ({ pooler_output: pictures(c, p, x) }),
  },
};

const mayHold = [/^(text|vision)_model\.embeddings\.position_ids$/];

/** SigLIP, and SigLIP 2 for pictures of one size. */
export const siglip = defineModel<SiglipConfig>({
  modelType: "siglip",
  parseConfig: parseSiglipConfig,
  onnxConfig: SiglipOnnxConfig,
  tasks: { "feature-extraction": both, "zero-shot-image-classification": both },
  mayHold,
});

/** SigLIP's encoder of pictures. */
export const siglipVisionModel = defineModel<SiglipVisionConfig>({
  modelType: "siglip_vision_model",
  parseConfig: parseSiglipVisionConfig,
  onnxConfig: SiglipVisionModelOnnxConfig,
  tasks: {
    "feature-extraction": {
      architecture: "SiglipVisionModel",
      forward(c, p, { pixel_values }) {
        const model = p.base("vision_model");
        const x = vision(c, model, pixel_values!);
        return {
          last_hidden_state: x,
          ...(c.vision_use_head && { pooler_output: poolingHead(c, model.at("head"), x) }),
        };
      },
    },
  },
  mayHold,
});
