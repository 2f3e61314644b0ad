import { adapterFields, adapterWidth, checkSpeech, speechFields, WaveformOnnxConfig } from "@transonnx/audio";
import { configParser } from "@transonnx/core";

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseWav2Vec2Config = configParser(
  "wav2vec2",
  { ...speechFields, ...adapterFields },
  { derive: adapterWidth, check: checkSpeech },
);

/** The fields of a Wav2Vec2 config.json that decide the graph. */
export type Wav2Vec2Config = ReturnType<typeof parseWav2Vec2Config>;

/** What a Wav2Vec2 model takes and gives as an ONNX file. */
export class Wav2Vec2OnnxConfig extends WaveformOnnxConfig<Wav2Vec2Config> {}
