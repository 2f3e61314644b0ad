import {
  CamembertOnnxConfig,
  Data2VecTextOnnxConfig,
  parseCamembertConfig,
  parseCamembertDecoderConfig,
  parseData2VecTextConfig,
  parseData2VecTextDecoderConfig,
  parseRobertaConfig,
  parseRobertaDecoderConfig,
  parseXLMRobertaConfig,
  parseXLMRobertaDecoderConfig,
  RobertaOnnxConfig,
  XLMRobertaOnnxConfig,
} from "./config.ts";
import { defineRoberta } from "./define-roberta.ts";

export * from "./config.ts";

/** RoBERTa. */
export const roberta = defineRoberta({
  modelType: "roberta",
  base: "roberta",
  classes: "Roberta",
  parseConfig: parseRobertaConfig,
  parseDecoderConfig: parseRobertaDecoderConfig,
  onnxConfig: RobertaOnnxConfig,
});

/** XLM-RoBERTa. */
export const xlmRoberta = defineRoberta({
  modelType: "xlm-roberta",
  base: "roberta",
  classes: "XLMRoberta",
  parseConfig: parseXLMRobertaConfig,
  parseDecoderConfig: parseXLMRobertaDecoderConfig,
  onnxConfig: XLMRobertaOnnxConfig,
});

/** CamemBERT. */
export const camembert = defineRoberta({
  modelType: "camembert",
  base: "roberta",
  classes: "Camembert",
  parseConfig: parseCamembertConfig,
  parseDecoderConfig: parseCamembertDecoderConfig,
  onnxConfig: CamembertOnnxConfig,
});

/** data2vec's text model. */
export const data2vecText = defineRoberta({
  modelType: "data2vec-text",
  base: "data2vec_text",
  classes: "Data2VecText",
  parseConfig: parseData2VecTextConfig,
  parseDecoderConfig: parseData2VecTextDecoderConfig,
  onnxConfig: Data2VecTextOnnxConfig,
});
