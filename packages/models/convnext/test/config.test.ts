import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { convnext, convnextv2 } from "../src/index.ts";

describe.each([convnext, convnextv2])("$modelType: what is not built is refused by name", ({ parseConfig }) => {
  test.each([
    ["hidden_sizes", { num_stages: 5 }],
    ["hidden_sizes", { num_stages: 3 }],
    ["depths", { depths: [3, 3, 9] }],
    ["patch_size", { patch_size: [4, 4, 4] }],
    ["hidden_act", { hidden_act: "hardswish" }],
  ])("%s: %j", (field, config) => {
    expect(() => parseConfig(config)).toThrow(ConfigError);
    expect(() => parseConfig(config)).toThrow(`"${field}"`);
  });
});

test("fewer stages than are listed are as many as num_stages says", () => {
  const config = { num_stages: 2, hidden_sizes: [40, 80, 80], depths: [2, 2, 6] };
  expect(convnext.parseConfig(config)).toMatchObject({ num_stages: 2 });
});

test("the fields of convnextv2-atto-1k-224 are read", () => {
  const config = {
    architectures: ["ConvNextV2ForImageClassification"],
    depths: [2, 2, 6, 2],
    drop_path_rate: 0,
    hidden_act: "gelu",
    hidden_sizes: [40, 80, 160, 320],
    image_size: 224,
    initializer_range: 0.02,
    layer_norm_eps: 1e-12,
    model_type: "convnextv2",
    num_channels: 3,
    num_stages: 4,
    out_features: ["stage4"],
    out_indices: [4],
    patch_size: 4,
    stage_names: ["stem", "stage1", "stage2", "stage3", "stage4"],
  };
  expect(convnextv2.parseConfig(config)).toMatchObject({ hidden_sizes: [40, 80, 160, 320], layer_scale_init_value: 0 });
});
