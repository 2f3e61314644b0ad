import { activationField, both, configParser, count, real } from "@transonnx/core";
import { VisionOnnxConfig } from "@transonnx/vision";

/** The fields of a config.json that decide the graph, with their defaults. What is not built is refused by name. */
export const parseToyModelConfig = configParser("toy-model", {
  image_size: both(224),
  patch_size: both(16),
  num_channels: count(3),
  hidden_size: count(64),
  hidden_act: activationField("gelu"),
  layer_norm_eps: real(1e-5),
});

export type ToyModelConfig = ReturnType<typeof parseToyModelConfig>;

/** What a Toy Model takes and gives as an ONNX file: pictures of any height and width. */
export class ToyModelOnnxConfig extends VisionOnnxConfig<ToyModelConfig> {}
