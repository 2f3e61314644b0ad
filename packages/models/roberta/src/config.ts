import {
  activationField,
  configParser,
  count,
  decoderFields,
  index,
  oneOf,
  type PretrainedConfig,
  real,
  requireDivides,
  transformerFields,
} from "@transonnx/core";
import { positionEmbeddingTypes, TextEncoderOnnxConfig } from "@transonnx/text";

/** The fields that decide the graph, with the defaults of transformers' XLMRobertaConfig. */
const fields = {
  ...transformerFields,
  vocab_size: count(30522),
  hidden_act: activationField("gelu"),
  max_position_embeddings: count(512),
  type_vocab_size: count(2),
  layer_norm_eps: real(1e-12),
  pad_token_id: index(1),
  position_embedding_type: oneOf(positionEmbeddingTypes, "absolute"),
};

const check = (config: PretrainedConfig) => requireDivides(config, "hidden_size", "num_attention_heads");

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseRobertaConfig = configParser("roberta", { ...fields, vocab_size: count(50265) }, { check });
/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseXLMRobertaConfig = configParser("xlm-roberta", fields, { check });
/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseCamembertConfig = configParser("camembert", fields, { check });
/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseData2VecTextConfig = configParser("data2vec-text", fields, { check });

const asDecoder = { ...fields, ...decoderFields };

/** The configs of decoders that attend to what an encoder gives. */
export const parseRobertaDecoderConfig = configParser("roberta", { ...asDecoder, vocab_size: count(50265) }, { check });
/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseXLMRobertaDecoderConfig = configParser("xlm-roberta", asDecoder, { check });
/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseCamembertDecoderConfig = configParser("camembert", asDecoder, { check });
/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseData2VecTextDecoderConfig = configParser("data2vec-text", asDecoder, { check });

/** The fields of config.json that decide the graph, under transformers' names. */
export type RobertaConfig = ReturnType<typeof parseRobertaConfig> | ReturnType<typeof parseRobertaDecoderConfig>;

/** What a RoBERTa model takes and gives as an ONNX file: all tokens are of one type. */
export class RobertaOnnxConfig extends TextEncoderOnnxConfig<RobertaConfig> {
  override get inputs() {
    const axes = this.textAxes;
    return { input_ids: axes, attention_mask: axes };
  }
}

/** The inputs and outputs of an XLM-RoBERTa: those of a RoBERTa. */
export class XLMRobertaOnnxConfig extends RobertaOnnxConfig {}
/** The inputs and outputs of a CamemBERT: those of a RoBERTa. */
export class CamembertOnnxConfig extends RobertaOnnxConfig {}
/** The inputs and outputs of a Data2Vec of texts: those of a RoBERTa. */
export class Data2VecTextOnnxConfig extends RobertaOnnxConfig {}
