import { ConfigError, type ConfigOf, configParser, count, flag, nullable, partConfig } from "@transonnx/core";
import { checkClipEncoder, clipEncoderFields } from "@transonnx/multimodal";

type Json = Readonly<Record<string, unknown>>;

const encoderFields = clipEncoderFields({ hidden_act: "gelu_pytorch_tanh", layer_norm_eps: 1e-6 });

/** The config of the texts' encoder, with the defaults of transformers' SiglipTextConfig. */
const parseText = configParser(
  "siglip_text_model",
  {
    ...encoderFields,
    vocab_size: count(32000),
    max_position_embeddings: count(64),
    projection_size: nullable(count()),
  },
  { derive: (config) => ({ projection_size: config.projection_size ?? config.hidden_size }), check: checkClipEncoder },
);

const visionFields = {
  ...encoderFields,
  num_channels: count(3),
  image_size: count(224),
  patch_size: count(16),
  vision_use_head: flag(true),
};

/** What does not fill a patch is cut off, in the pictures of the config as well: 384 pixels are 27 patches of 14. */
function checkVision(config: ConfigOf<typeof visionFields>): void {
  checkClipEncoder(config);
  if (config.image_size < config.patch_size)
    throw new ConfigError({
      where: config.model_type,
      field: "image_size",
      value: config.image_size,
      expected: `at least patch_size = ${config.patch_size}`,
    });
}

/** The config of the pictures' encoder, with the defaults of transformers' SiglipVisionConfig. */
export const parseSiglipVisionConfig = configParser("siglip_vision_model", visionFields, { check: checkVision });

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseSiglipConfig = configParser(
  "siglip",
  {},
  {
    derive: (config: Json) => ({
      text_config: partConfig("siglip", config, "text_config", parseText),
      vision_config: partConfig("siglip", config, "vision_config", parseSiglipVisionConfig),
    }),
    check({ text_config: text, vision_config: vision }) {
      requireOneWidth(text.projection_size, vision.hidden_size);
      if (!vision.vision_use_head)
        throw new ConfigError({
          where: "siglip",
          field: "vision_config.vision_use_head",
          value: false,
          allowed: [true],
          expected: "a head, which makes one vector of a picture",
        });
    },
  },
);

/** Texts are compared to pictures as they are. */
function requireOneWidth(text: number, picture: number): void {
  if (text !== picture)
    throw new ConfigError({
      where: "siglip",
      field: "text_config.projection_size",
      value: text,
      expected: `vision_config.hidden_size = ${picture}`,
    });
}

/** The fields of config.json that decide the graph, under transformers' names. */
export type SiglipConfig = ReturnType<typeof parseSiglipConfig>;
export type SiglipTextConfig = SiglipConfig["text_config"];
/** The fields of config.json that decide the graph, under transformers' names. */
export type SiglipVisionConfig = SiglipConfig["vision_config"];
