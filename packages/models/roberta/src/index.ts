import {
  CamembertOnnxConfig,
  Data2VecTextOnnxConfig,
  parseCamembertConfig,
  parseData2VecTextConfig,
  parseRobertaConfig,
  parseXLMRobertaConfig,
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
  onnxConfig: RobertaOnnxConfig,
});

/** XLM-RoBERTa. */
export const xlmRoberta = defineRoberta({
  modelType: "xlm-roberta",
  base: "roberta",
  classes: "XLMRoberta",
  parseConfig: parseXLMRobertaConfig,
  onnxConfig: XLMRobertaOnnxConfig,
});

/** CamemBERT. */
export const camembert = defineRoberta({
  modelType: "camembert",
  base: "roberta",
  classes: "Camembert",
  parseConfig: parseCamembertConfig,
  onnxConfig: CamembertOnnxConfig,
});

/** data2vec's text model. */
export const data2vecText = defineRoberta({
  modelType: "data2vec-text",
  base: "data2vec_text",
  classes: "Data2VecText",
  parseConfig: parseData2VecTextConfig,
  onnxConfig: Data2VecTextOnnxConfig,
});
