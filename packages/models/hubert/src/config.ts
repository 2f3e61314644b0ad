import { checkSpeech, speechFields, WaveformOnnxConfig } from "@transonnx/audio";
import { configParser, flag } from "@transonnx/core";

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseHubertConfig = configParser(
  "hubert",
  { ...speechFields, feat_proj_layer_norm: flag(true), conv_pos_batch_norm: flag(false) },
  { check: checkSpeech },
);

/** The fields of a HuBERT config.json that decide the graph. */
export type HubertConfig = ReturnType<typeof parseHubertConfig>;

/** What a HuBERT model takes and gives as an ONNX file. */
export class HubertOnnxConfig extends WaveformOnnxConfig<HubertConfig> {}
