import { defineModel, type Forward } from "@transonnx/core";
import { parseSamConfig, type SamConfig } from "./config.ts";
import { maskDecoder } from "./mask-decoder.ts";
import { SamOnnxConfig } from "./onnx-config.ts";
import { picturePositions, promptEncoder, withoutMask } from "./prompt-encoder.ts";
import { visionEncoder } from "./vision-encoder.ts";

export { parseSamConfig, type SamConfig } from "./config.ts";
export { SamOnnxConfig } from "./onnx-config.ts";

/** A picture's patches and where they lie. */
const encodePicture: Forward<SamConfig> = (c, p, { pixel_values }) => ({
  image_embeddings: visionEncoder(c.vision_config, p.at("vision_encoder"), pixel_values!),
  image_positional_embeddings: picturePositions(c, p, pixel_values!.type.shape[0]!),
});

/** The masks that points ask for, of what a picture was encoded to. */
const drawMasks: Forward<SamConfig> = (c, p, x) =>
  maskDecoder(c.mask_decoder_config, p.at("mask_decoder"), {
    picture: withoutMask(c, p, x.image_embeddings!),
    positions: x.image_positional_embeddings!,
    prompts: promptEncoder(c, p, x),
    perPicture: x.input_points!.type.shape[1]!,
  });

/** Segment Anything. */
export const sam = defineModel<SamConfig>({
  modelType: "sam",
  parseConfig: parseSamConfig,
  onnxConfig: SamOnnxConfig,
  tasks: {
    "feature-extraction": {
      architecture: "SamModel",
      forward: (c, p, x, cache) => drawMasks(c, p, { ...x, ...encodePicture(c, p, x, cache) }, cache),
      parts: { vision_encoder: encodePicture, prompt_encoder_mask_decoder: drawMasks },
    },
  },
  mayHold: [
    /^prompt_encoder\.(mask_embed|point_embed\.([2-9]|\d\d+))\./,
    /^(prompt_encoder\.shared_embedding|shared_image_embedding)\.positional_embedding$/,
    /^mask_decoder\.output_hypernetworks_mlps\.0\./,
  ],
});
