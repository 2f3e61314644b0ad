import { both, configParser, count, index, nestedConfig, nestedJson } from "@transonnx/core";
import { checkClipEncoder, clipEncoderFields } from "@transonnx/multimodal";
import { checkVit } from "@transonnx/vision";

type Json = Readonly<Record<string, unknown>>;

const encoderFields = clipEncoderFields({ hidden_act: "quick_gelu", layer_norm_eps: 1e-5 });

/** The config of the texts' encoder, with the defaults of transformers' CLIPTextConfig. */
const parseText = configParser(
  "clip_text_model",
  {
    ...encoderFields,
    vocab_size: count(49408),
    hidden_size: count(512),
    intermediate_size: count(2048),
    num_attention_heads: count(8),
    max_position_embeddings: count(77),
    eos_token_id: index(49407),
  },
  { check: checkClipEncoder },
);

/** The config of the pictures' encoder, with the defaults of transformers' CLIPVisionConfig. */
export const parseCLIPVisionConfig = configParser(
  "clip_vision_model",
  { ...encoderFields, num_channels: count(3), image_size: both(224), patch_size: both(32) },
  { check: checkVit },
);

/**
 * The config of a part. Files written before 2023 have it a second time, as `text_config_dict`, and then that one counts, defaults
 * included.
 */
function partOf<C>(json: Json, name: "text_config" | "vision_config", parse: (json: Json) => C): C {
  const own = nestedJson("clip", json, name);
  const old = json[`${name}_dict`] ? nestedJson("clip", json, `${name}_dict`) : undefined;
  return nestedConfig("clip", name, () => parse(old ? { ...own, ...parse(old) } : own));
}

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseCLIPConfig = configParser(
  "clip",
  { projection_dim: count(512) },
  {
    derive: (config) => ({
      text_config: partOf(config, "text_config", parseText),
      vision_config: partOf(config, "vision_config", parseCLIPVisionConfig),
    }),
  },
);

/** The fields of config.json that decide the graph, under transformers' names. */
export type CLIPConfig = ReturnType<typeof parseCLIPConfig>;
export type CLIPTextConfig = CLIPConfig["text_config"];
/** The fields of config.json that decide the graph, under transformers' names. */
export type CLIPVisionConfig = CLIPConfig["vision_config"];
