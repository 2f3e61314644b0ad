import { activationField, configParser, count, real } from "@transonnx/core";
import { TextEncoderOnnxConfig } from "@transonnx/text";

/** The fields of a config.json that decide the graph, with their defaults. What is not built is refused by name. */
export const parseToyModelConfig = configParser("toy-model", {
  vocab_size: count(1000),
  hidden_size: count(64),
  max_position_embeddings: count(128),
  hidden_act: activationField("gelu"),
  layer_norm_eps: real(1e-5),
});

export type ToyModelConfig = ReturnType<typeof parseToyModelConfig>;

/** What a Toy Model takes and gives as an ONNX file. Outputs are those common to the task. */
export class ToyModelOnnxConfig extends TextEncoderOnnxConfig<ToyModelConfig> {
  override get inputs() {
    const axes = this.textAxes;
    return { input_ids: axes, attention_mask: axes };
  }
}
