import {
  activationField,
  configParser,
  count,
  decoderFields,
  NormalizedTextConfig,
  oneOf,
  type PretrainedConfig,
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

const check = (config: PretrainedConfig) => requireDivides(config, "hidden_size", "num_attention_heads");

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseBertConfig = configParser("bert", fields, { check });

/** The config of a decoder that attends to what an encoder gives. */
export const parseBertDecoderConfig = configParser("bert", { ...fields, ...decoderFields }, { check });

/** The fields of config.json that decide the graph, under transformers' names. */
export type BertConfig = ReturnType<typeof parseBertConfig> | ReturnType<typeof parseBertDecoderConfig>;

/** What a BERT model takes and gives as an ONNX file. */
export class BertOnnxConfig extends TextEncoderOnnxConfig<BertConfig> {
  static override readonly normalizedConfigClass = NormalizedTextConfig;

  override get inputs() {
    const axes = this.textAxes;
    return { input_ids: axes, attention_mask: axes, token_type_ids: axes };
  }
}
