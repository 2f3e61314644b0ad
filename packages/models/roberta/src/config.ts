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

export const parseRobertaConfig = configParser("roberta", { ...fields, vocab_size: count(50265) }, { check });
export const parseXLMRobertaConfig = configParser("xlm-roberta", fields, { check });
export const parseCamembertConfig = configParser("camembert", fields, { check });
export const parseData2VecTextConfig = configParser("data2vec-text", fields, { check });

const asDecoder = { ...fields, ...decoderFields };

/** The configs of decoders that attend to what an encoder gives. */
export const parseRobertaDecoderConfig = configParser("roberta", { ...asDecoder, vocab_size: count(50265) }, { check });
export const parseXLMRobertaDecoderConfig = configParser("xlm-roberta", asDecoder, { check });
export const parseCamembertDecoderConfig = configParser("camembert", asDecoder, { check });
export const parseData2VecTextDecoderConfig = configParser("data2vec-text", asDecoder, { check });

export type RobertaConfig = ReturnType<typeof parseRobertaConfig> | ReturnType<typeof parseRobertaDecoderConfig>;

/** What a RoBERTa model takes and gives as an ONNX file: all tokens are of one type. */
export class RobertaOnnxConfig extends TextEncoderOnnxConfig<RobertaConfig> {
  override get inputs() {
    const axes = this.textAxes;
    return { input_ids: axes, attention_mask: axes };
  }
}

export class XLMRobertaOnnxConfig extends RobertaOnnxConfig {}
export class CamembertOnnxConfig extends RobertaOnnxConfig {}
export class Data2VecTextOnnxConfig extends RobertaOnnxConfig {}
