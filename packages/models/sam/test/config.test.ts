import { describe, expect, test } from "@jest/globals";
import { parseSamConfig, SamOnnxConfig } from "../src/index.ts";

const parse = (json: object) => parseSamConfig({ model_type: "sam", ...json });

describe("a SAM config", () => {
  test("has the defaults of sam-vit-base", () => {
    expect(parse({})).toMatchObject({
      vision_config: { hidden_size: 768, mlp_dim: 3072, window_size: 14, global_attn_indexes: [2, 5, 8, 11] },
      prompt_encoder_config: { hidden_size: 256, image_embedding_size: 64 },
      mask_decoder_config: { mlp_dim: 2048, num_multimask_outputs: 3 },
    });
  });

  test("may have no layer that sees the whole picture", () => {
    expect(parse({ vision_config: { global_attn_indexes: [] } }).vision_config.global_attn_indexes).toEqual([]);
  });

  test.each([
    ["vision_config.hidden_size", { vision_config: { hidden_size: 770 } }],
    ["vision_config.image_size", { vision_config: { image_size: 1000 } }],
    ["vision_config", { vision_config: "huge" }],
    ["vision_config.hidden_act", { vision_config: { hidden_act: "maxout" } }],
    ["prompt_encoder_config.image_embedding_size", { prompt_encoder_config: { image_size: 512 } }],
    ["vision_config.output_channels", { vision_config: { output_channels: 128 } }],
    ["vision_config.num_pos_feats", { vision_config: { num_pos_feats: 64 } }],
    ["mask_decoder_config.hidden_size", { mask_decoder_config: { hidden_size: 128 } }],
    ["mask_decoder_config.num_attention_heads", { mask_decoder_config: { num_attention_heads: 6 } }],
  ])("is refused where %s does not fit", (field, json) => {
    expect(() => parse(json)).toThrow(field);
  });
});

describe("a SamOnnxConfig", () => {
  const inputsOf = (config: SamOnnxConfig) => Object.keys(config.onnxInputs);
  const whole = new SamOnnxConfig(
    parse({ vision_config: { image_size: 64 }, prompt_encoder_config: { image_size: 64 } }),
  );

  test("is for the whole model, or a part", () => {
    expect(inputsOf(whole)).toEqual(["pixel_values", "input_points", "input_labels"]);
    expect(whole.parts.map((part) => inputsOf(whole.withPart(part)))).toEqual([
      ["pixel_values"],
      ["input_points", "input_labels", "image_embeddings", "image_positional_embeddings"],
    ]);
  });

  test("takes pictures of one size", () => {
    expect(whole.inputTypes({ height: 32, width: 48 }).pixel_values!.shape).toEqual(["batch_size", 3, 64, 64]);
  });
});
