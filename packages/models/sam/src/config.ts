import {
  activationField,
  ConfigError,
  configParser,
  count,
  flag,
  index,
  list,
  nullable,
  type PretrainedConfig,
  partConfig,
  real,
  requireDivides,
} from "@transonnx/core";

/** How much narrower the layers attend to the picture, whatever attention_downsample_rate says: it is for the attention after them. */
export const LAYER_RATE = 2;

type Json = Readonly<Record<string, unknown>>;

/** The config of the pictures' encoder, with the defaults of transformers' SamVisionConfig. */
const parseVision = configParser(
  "sam_vision_model",
  {
    hidden_size: count(768),
    output_channels: count(256),
    num_hidden_layers: count(12),
    num_attention_heads: count(12),
    num_channels: count(3),
    image_size: count(1024),
    patch_size: count(16),
    hidden_act: activationField("gelu"),
    layer_norm_eps: real(1e-6),
    qkv_bias: flag(true),
    mlp_ratio: real(4),
    use_abs_pos: flag(true),
    use_rel_pos: flag(true),
    window_size: index(14),
    global_attn_indexes: emptyOr(list(index(), [2, 5, 8, 11])),
    num_pos_feats: count(128),
    mlp_dim: nullable(count()),
  },
  {
    derive: (c) => ({ mlp_dim: c.mlp_dim ?? Math.trunc(c.hidden_size * c.mlp_ratio) }),
    check(c) {
      requireDivides(c, "hidden_size", "num_attention_heads");
      requireDivides(c, "image_size", "patch_size");
    },
  },
);

/** The config of what reads points, with the defaults of transformers' SamPromptEncoderConfig. */
const parsePromptEncoder = configParser(
  "sam_prompt_encoder",
  { hidden_size: count(256), image_size: count(1024), patch_size: count(16) },
  { derive: (c) => ({ image_embedding_size: Math.floor(c.image_size / c.patch_size) }) },
);

/** The config of what draws masks, with the defaults of transformers' SamMaskDecoderConfig. */
const parseMaskDecoder = configParser(
  "sam_mask_decoder",
  {
    hidden_size: count(256),
    hidden_act: activationField("relu"),
    mlp_dim: count(2048),
    num_hidden_layers: count(2),
    num_attention_heads: count(8),
    attention_downsample_rate: count(2),
    num_multimask_outputs: count(3),
    iou_head_depth: count(3),
    iou_head_hidden_dim: count(256),
    layer_norm_eps: real(1e-6),
  },
  {
    check(c) {
      for (const rate of [1, LAYER_RATE, c.attention_downsample_rate])
        if (Math.floor(c.hidden_size / rate) % c.num_attention_heads !== 0)
          throw clash(c, "num_attention_heads", `a divisor of hidden_size / ${rate} = ${c.hidden_size / rate}`);
    },
  },
);

/** The same list, or one without entries: no layer sees the whole picture then. */
function emptyOr<T>(field: ReturnType<typeof list<T>>): typeof field {
  const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;
  return { ...field, accepts: (value): value is readonly T[] => isEmpty(value) || field.accepts(value) };
}

function clash(c: PretrainedConfig, field: string, expected: string): ConfigError {
  const value = field.split(".").reduce<unknown>((holder, step) => (holder as Json)[step], c);
  return new ConfigError({ where: c.model_type, field, value, expected });
}

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseSamConfig = configParser(
  "sam",
  {},
  {
    derive: (json) => ({
      vision_config: partConfig("sam", json, "vision_config", parseVision),
      prompt_encoder_config: partConfig("sam", json, "prompt_encoder_config", parsePromptEncoder),
      mask_decoder_config: partConfig("sam", json, "mask_decoder_config", parseMaskDecoder),
    }),
    /** What one part gives another must have one size. */
    check(c) {
      const { vision_config: vision, prompt_encoder_config: prompts, mask_decoder_config: masks } = c;
      const grid = vision.image_size / vision.patch_size;
      const same = (field: string, found: number, wanted: number, name: string) => {
        if (found !== wanted) throw clash(c, field, `${wanted}, that of ${name}`);
      };
      same("prompt_encoder_config.image_embedding_size", prompts.image_embedding_size, grid, "vision_config's patches");
      const { hidden_size: width } = prompts;
      same("vision_config.output_channels", vision.output_channels, width, "prompt_encoder_config.hidden_size");
      same("mask_decoder_config.hidden_size", masks.hidden_size, width, "prompt_encoder_config.hidden_size");
      same("vision_config.num_pos_feats", vision.num_pos_feats, width / 2, "half of prompt_encoder_config.hidden_size");
      if (width % 8 !== 0) throw clash(c, "prompt_encoder_config.hidden_size", "a multiple of 8");
    },
  },
);

/** The fields of config.json that decide the graph, under transformers' names. */
export type SamConfig = ReturnType<typeof parseSamConfig>;
export type SamVisionConfig = SamConfig["vision_config"];
export type SamPromptEncoderConfig = SamConfig["prompt_encoder_config"];
export type SamMaskDecoderConfig = SamConfig["mask_decoder_config"];
