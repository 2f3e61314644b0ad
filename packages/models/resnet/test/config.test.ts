import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { resnet } from "../src/index.ts";

describe("what is not built is refused by name", () => {
  test.each([
    ["layer_type", { layer_type: "inverted" }],
    ["depths", { hidden_sizes: [64, 128], depths: [2, 2, 2] }],
    ["hidden_sizes", { hidden_sizes: [] }],
    ["hidden_act", { hidden_act: "hardswish" }],
    ["downsample_in_bottleneck", { downsample_in_bottleneck: 1 }],
  ])("%s: %j", (field, config) => {
    const parse = () => resnet.parseConfig(config);
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(`"${field}"`);
  });
});

test("the fields of resnet-18 are read, and those of resnet-50 are the defaults", () => {
  const config = {
    architectures: ["ResNetForImageClassification"],
    depths: [2, 2, 2, 2],
    downsample_in_first_stage: false,
    embedding_size: 64,
    hidden_act: "relu",
    hidden_sizes: [64, 128, 256, 512],
    layer_type: "basic",
    model_type: "resnet",
    num_channels: 3,
    out_features: null,
    stage_names: ["stem", "stage1", "stage2", "stage3", "stage4"],
  };
  expect(resnet.parseConfig(config)).toMatchObject({ layer_type: "basic", downsample_in_bottleneck: false });
  expect(resnet.parseConfig({})).toMatchObject({ hidden_sizes: [256, 512, 1024, 2048], layer_type: "bottleneck" });
});
