import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { MobileNetV2OnnxConfig, mobilenetV2, parseMobileNetV2Config } from "../src/index.ts";

describe("what is not built is refused by name", () => {
  test.each([
    ["depth_multiplier", 0],
    ["expand_ratio", -6],
    ["depth_divisible_by", 0],
    ["min_depth", 2.5],
    ["output_stride", "8"],
    ["hidden_act", "hardswish"],
    ["tf_padding", null],
  ])("%s: %j", (field, value) => {
    const parse = () => mobilenetV2.parseConfig({ [field]: value });
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(`"${field}"`);
  });
});

test("the fields of mobilenet_v2_1.4_224 are read", () => {
  const config = {
    architectures: ["MobileNetV2ForImageClassification"],
    classifier_dropout_prob: 0.2,
    depth_divisible_by: 8,
    depth_multiplier: 1.4,
    expand_ratio: 6,
    finegrained_output: true,
    first_layer_is_expansion: true,
    hidden_act: "relu6",
    image_size: 224,
    initializer_range: 0.02,
    layer_norm_eps: 0.001,
    min_depth: 8,
    model_type: "mobilenet_v2",
    num_channels: 3,
    output_stride: 32,
    tf_padding: true,
  };
  expect(mobilenetV2.parseConfig(config)).toMatchObject({ depth_multiplier: 1.4, tf_padding: true });
});

test("pictures have any height and width", () => {
  const { pixel_values } = new MobileNetV2OnnxConfig(parseMobileNetV2Config({})).inputTypes();
  expect(pixel_values!.shape).toEqual(["batch_size", 3, "height", "width"]);
});
