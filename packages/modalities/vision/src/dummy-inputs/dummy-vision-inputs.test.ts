import { describe, expect, test } from "@jest/globals";
import { NormalizedConfig, NormalizedVisionConfig } from "@transonnx/core";
import type { NDArray } from "@transonnx/graph";
import { DummyVisionInputGenerator, VisionOnnxConfig } from "../index.ts";

class PictureOnnxConfig extends VisionOnnxConfig {}

const pictures = (fields: object = {}) => new PictureOnnxConfig({ model_type: "any", ...fields });
const shapeOf = (fields: object, sizes: object = {}) => pictures(fields).generateDummyInputs(sizes).pixel_values?.shape;
const values = ({ data }: NDArray) => Array.from(data as ArrayLike<number>, Number);

describe("generateDummyInputs of a model of pictures", () => {
  test("makes optimum's default sizes, 2 pictures of 3 channels and 64 × 64 pixels", () => {
    expect(shapeOf({})).toEqual([2, 3, 64, 64]);
  });

  test("makes the pictures that the config says", () => {
    expect(shapeOf({ image_size: 30, num_channels: 1 })).toEqual([2, 1, 30, 30]);
    expect(shapeOf({ image_size: [20, 30] })).toEqual([2, 3, 20, 30]);
    expect(shapeOf({ input_size: [4, 20, 30] })).toEqual([2, 4, 20, 30]);
  });

  test("takes an explicit height and width before the config's", () => {
    expect(shapeOf({ image_size: 30 }, { height: 8, width: 9 })).toEqual([2, 3, 8, 9]);
    expect(shapeOf({ image_size: [20, 30] }, { height: 8 })).toEqual([2, 3, 8, 30]);
    expect(shapeOf({ input_size: [4, 20, 30] }, { width: 9 })).toEqual([2, 4, 20, 9]);
  });

  test("takes the default height and width before the config's where they are asked for", () => {
    expect(shapeOf({ image_size: 30 }, { height: 64, width: 64 })).toEqual([2, 3, 64, 64]);
  });

  test("knows image_height and image_width as other names of theirs", () => {
    expect(shapeOf({ image_size: 30 }, { image_height: 8, image_width: 9 })).toEqual([2, 3, 8, 9]);
    expect(shapeOf({ image_size: 30 }, { imageWidth: 9 })).toEqual([2, 3, 30, 9]);
  });

  test("takes the channels of the config before those asked for: the weights have them", () => {
    expect(shapeOf({ num_channels: 4 }, { num_channels: 1 })).toEqual([2, 4, 64, 64]);
    expect(shapeOf({}, { num_channels: 1 })).toEqual([2, 1, 64, 64]);
  });

  test("names every axis of a picture, and fixes the channels", () => {
    expect(pictures({ num_channels: 4 }).inputTypes()).toEqual({
      pixel_values: { dtype: "float32", shape: ["batch_size", 4, "height", "width"] },
    });
  });
});

describe("a validation", () => {
  test("runs pictures of whole patches, of odd sizes and of the config's size", () => {
    expect(pictures({ image_size: 48, patch_size: 16 }).validationSizes).toEqual({
      height: [32, 49, 48, 48],
      width: [48, 33, 48, 48],
    });
  });

  test("leaves large pictures to a run of their own, and counts in halvings where there are no patches", () => {
    expect(pictures({ image_size: 512 }).validationSizes).toEqual({
      height: [64, 97, 256, 256],
      width: [96, 65, 256, 256],
    });
  });
});

describe("DummyVisionInputGenerator", () => {
  const generator = (fields: object = {}) =>
    new DummyVisionInputGenerator("feature-extraction", new NormalizedVisionConfig({ model_type: "any", ...fields }), {
      batch_size: 3,
      height: 4,
      width: 5,
      visual_seq_length: 6,
    });

  test("makes pixels from 0 up to 1", () => {
    const pixels = values(generator().generate("pixel_values"));
    expect(Math.min(...pixels)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...pixels)).toBeLessThan(1);
    expect(Math.max(...pixels)).toBeGreaterThan(0.9);
  });

  test("makes what else stands for pictures", () => {
    const made = generator();
    expect(made.generate("sample").shape).toEqual([3, 3, 4, 5]);
    expect(made.generate("pixel_mask").shape).toEqual([3, 4, 5]);
    expect(made.generate("visual_attention_mask").shape).toEqual([3, 6]);
    expect(made.generate("visual_token_type_ids").shape).toEqual([3, 6]);
    expect(made.generate("visual_embeds").shape).toEqual([3, 6, 512]);
    expect(generator({ visual_embedding_dim: 7 }).generate("visual_embeds").shape).toEqual([3, 6, 7]);
  });

  test("pads the vectors of a picture on the right", () => {
    const rows = values(generator().generate("visual_attention_mask")).join("");
    expect(rows).toMatch(/^(1+0+)+$/);
  });

  test("makes the elements that are asked for", () => {
    expect(generator().generate("pixel_mask", { intDtype: "int32" }).dtype).toBe("int32");
    expect(generator().generate("pixel_values", { floatDtype: "fp16" }).dtype).toBe("float16");
  });

  test("supports names by their beginnings", () => {
    const made = new DummyVisionInputGenerator("feature-extraction", new NormalizedConfig({ model_type: "any" }));
    expect(made.supportsInput("pixel_values")).toBe(true);
    expect(made.supportsInput("input_ids")).toBe(false);
  });
});
