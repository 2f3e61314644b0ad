import {
  activationField,
  configParser,
  count,
  NormalizedTextConfig,
  oneOf,
  real,
  requireDivides,
  transformerFields,
} from "@transonnx/core";
import { positionEmbeddingTypes, TextEncoderOnnxConfig } from "@transonnx/text";

/** The fields of a BERT config.json that decide the graph, with the defaults of transformers' BertConfig. */
const fields = {
  ...transformerFields,
  vocab_size: count(30522),
  hidden_act: activationField("gelu"),
  max_position_embeddings: count(512),
  type_vocab_size: count(2),
  layer_norm_eps: real(1e-12),
  position_embedding_type: oneOf(positionEmbeddingTypes, "absolute"),
};

export const parseBertConfig = configParser("bert", fields, {
  check: (config) => requireDivides(config, "hidden_size", "num_attention_heads"),
});

export type BertConfig = ReturnType<typeof parseBertConfig>;

/** What a BERT model takes and gives as an ONNX file. */
export class BertOnnxConfig extends TextEncoderOnnxConfig<BertConfig> {
  static override readonly normalizedConfigClass = NormalizedTextConfig;

  override get inputs() {
    const axes = this.textAxes;
    return { input_ids: axes, attention_mask: axes, token_type_ids: axes };
  }
}
