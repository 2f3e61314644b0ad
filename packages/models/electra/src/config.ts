import {
  activationField,
  configParser,
  count,
  decoderFields,
  flag,
  nullable,
  oneOf,
  type PretrainedConfig,
  real,
  requireDivides,
  transformerFields,
} from "@transonnx/core";
import { positionEmbeddingTypes, TextEncoderOnnxConfig } from "@transonnx/text";

/** The fields of an ELECTRA config.json that decide the graph, with the defaults of transformers' ElectraConfig. */
const fields = {
  ...transformerFields,
  vocab_size: count(30522),
  embedding_size: count(128),
  hidden_size: count(256),
  num_attention_heads: count(4),
  intermediate_size: count(1024),
  hidden_act: activationField("gelu"),
  max_position_embeddings: count(512),
  type_vocab_size: count(2),
  layer_norm_eps: real(1e-12),
  position_embedding_type: oneOf(positionEmbeddingTypes, "absolute"),
  summary_type: oneOf(["first", "last", "mean", "cls_index"], "first"),
  summary_use_proj: flag(true),
  summary_proj_to_labels: flag(false),
  summary_activation: nullable(activationField(), "gelu"),
};

const check = (config: PretrainedConfig) => requireDivides(config, "hidden_size", "num_attention_heads");

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseElectraConfig = configParser("electra", fields, { check });

/** The config of a decoder that attends to what an encoder gives. */
export const parseElectraDecoderConfig = configParser("electra", { ...fields, ...decoderFields }, { check });

/** The fields of config.json that decide the graph, under transformers' names. */
export type ElectraConfig = ReturnType<typeof parseElectraConfig> | ReturnType<typeof parseElectraDecoderConfig>;

/** What an ELECTRA model takes and gives as an ONNX file. */
export class ElectraOnnxConfig extends TextEncoderOnnxConfig<ElectraConfig> {
  override get inputs() {
    const axes = this.textAxes;
    return { input_ids: axes, attention_mask: axes, token_type_ids: axes };
  }
}
