import {
  activationField,
  ConfigError,
  configParser,
  count,
  oneOf,
  real,
  requireDivides,
  transformerFields,
} from "@transonnx/core";
import { positionEmbeddingTypes, TextEncoderOnnxConfig } from "@transonnx/text";

/** The fields of an ALBERT config.json that decide the graph, with the defaults of transformers' AlbertConfig. */
const fields = {
  ...transformerFields,
  vocab_size: count(30000),
  embedding_size: count(128),
  hidden_size: count(4096),
  num_attention_heads: count(64),
  intermediate_size: count(16384),
  num_hidden_groups: count(1),
  inner_group_num: count(1),
  hidden_act: activationField("gelu_new"),
  max_position_embeddings: count(512),
  type_vocab_size: count(2),
  layer_norm_eps: real(1e-12),
  position_embedding_type: oneOf(positionEmbeddingTypes, "absolute"),
};

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseAlbertConfig = configParser("albert", fields, {
  check(config) {
    requireDivides(config, "hidden_size", "num_attention_heads");
    const most = Math.floor(config.num_hidden_layers / config.num_hidden_groups);
    if (config.inner_group_num > most)
      throw new ConfigError({
        where: "albert",
        field: "inner_group_num",
        value: config.inner_group_num,
        expected: `at most num_hidden_layers / num_hidden_groups = ${most}, as transformers runs no more`,
      });
  },
});

/** The fields of config.json that decide the graph, under transformers' names. */
export type AlbertConfig = ReturnType<typeof parseAlbertConfig>;

/** What an ALBERT model takes and gives as an ONNX file. */
export class AlbertOnnxConfig extends TextEncoderOnnxConfig<AlbertConfig> {
  override get inputs() {
    const axes = this.textAxes;
    return { input_ids: axes, attention_mask: axes, token_type_ids: axes };
  }
}
