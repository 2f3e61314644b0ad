import { adapterFields, adapterWidth, checkSpeech, speechFields, WaveformOnnxConfig } from "@transonnx/audio";
import { configParser, count } from "@transonnx/core";
import { requireBuckets } from "@transonnx/text";

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseWavLMConfig = configParser(
  "wavlm",
  { ...speechFields, ...adapterFields, num_buckets: count(320), max_bucket_distance: count(800) },
  {
    // WavLM has no adapters after layers, whatever a file says.
    derive: (config) => ({ ...adapterWidth(config), adapter_attn_dim: null }),
    check(config) {
      checkSpeech(config);
      requireBuckets(config, { buckets: "num_buckets", distance: "max_bucket_distance", bidirectional: true });
    },
  },
);

/** The fields of a WavLM config.json that decide the graph. */
export type WavLMConfig = ReturnType<typeof parseWavLMConfig>;

/** What a WavLM model takes and gives as an ONNX file. */
export class WavLMOnnxConfig extends WaveformOnnxConfig<WavLMConfig> {}
