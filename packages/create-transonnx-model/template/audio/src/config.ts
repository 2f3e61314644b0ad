import { AudioOnnxConfig } from "@transonnx/audio";
import { activationField, configParser, count, real } from "@transonnx/core";

/** The fields of a config.json that decide the graph, with their defaults. What is not built is refused by name. */
export const parseToyModelConfig = configParser("toy-model", {
  kernel_size: count(10),
  stride: count(5),
  hidden_size: count(64),
  hidden_act: activationField("gelu"),
  layer_norm_eps: real(1e-5),
});

export type ToyModelConfig = ReturnType<typeof parseToyModelConfig>;

/** What a Toy Model takes and gives as an ONNX file: sounds of any length from one frame on. */
export class ToyModelOnnxConfig extends AudioOnnxConfig<ToyModelConfig> {
  /** Lengths in samples that a validation runs: several frames, one that a stride does not divide, one frame. */
  override get validationSizes() {
    const { kernel_size: shortest, stride } = this.config;
    return {
      audio_sequence_length: [shortest + 4 * stride, shortest + 6 * stride + 1, shortest + 2 * stride, shortest],
    } as const;
  }
}
