import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { parseDetrConfig } from "../src/index.ts";

const own = { use_timm_backbone: false, backbone: null };

describe("parseDetrConfig", () => {
  test("has transformers' defaults", () => {
    expect(parseDetrConfig({})).toMatchObject({
      d_model: 256,
      num_queries: 100,
      encoder_layers: 6,
      decoder_ffn_dim: 2048,
    });
  });

  test("reads the config of detr-resnet-50, a network of timm's", () => {
    const json = {
      activation_function: "relu",
      backbone: "resnet50",
      backbone_config: null,
      classifier_dropout: 0,
      d_model: 256,
      dilation: false,
      is_encoder_decoder: true,
      max_position_embeddings: 1024,
      num_hidden_layers: 6,
      position_embedding_type: "sine",
      scale_embedding: false,
    };
    expect(parseDetrConfig(json)).toMatchObject({ num_channels: 3, num_queries: 100 });
  });

  test("the network's channels count", () => {
    expect(parseDetrConfig({ backbone_kwargs: { in_chans: 1 } }).num_channels).toBe(1);
    const backbone_config = { model_type: "resnet", num_channels: 4 };
    expect(parseDetrConfig({ ...own, backbone_config, num_channels: 3 }).num_channels).toBe(4);
  });

  test("a network of transformers' is a ResNet-50 where the config has none", () => {
    expect(parseDetrConfig(own).num_channels).toBe(3);
  });

  test.each([
    [{ d_model: 255 }, "a multiple of encoder_attention_heads = 8"],
    [
      { d_model: 10, encoder_attention_heads: 2, decoder_attention_heads: 2 },
      "a multiple of 4, for positions by sines",
    ],
    [{ hidden_size: 128, d_model: 256 }, "d_model = 256, which is the same field"],
    [{ position_embedding_type: "relative" }, '"sine", "learned"'],
    [{ backbone: "resnetv2_50" }, '"resnet50"'],
    [{ backbone_kwargs: { out_indices: [0, 1] } }, "backbone_kwargs.out_indices"],
    [{ backbone_kwargs: { drop_rate: 0.1 } }, "none but out_indices, in_chans, output_stride"],
    [{ backbone_config: { model_type: "resnet" } }, "use_timm_backbone is true"],
    [
      { use_timm_backbone: false, backbone: "microsoft/resnet-50" },
      "Put the config of that checkpoint as backbone_config",
    ],
    [{ ...own, backbone_config: { model_type: "vit" } }, '"resnet", "convnext", "swin"'],
    [{ ...own, backbone_config: { model_type: "resnet", out_features: ["stage5"] } }, "backbone_config.out_features"],
    [{ ...own, backbone_config: { model_type: "resnet", out_indices: [5] } }, "some of stem, stage1"],
    [{ ...own, backbone_config: { model_type: "resnet", depths: [1] } }, "backbone_config.depths"],
  ])("refuses %j", (json, expected) => {
    expect(() => parseDetrConfig(json)).toThrow(ConfigError);
    expect(() => parseDetrConfig(json)).toThrow(expected);
  });
});
