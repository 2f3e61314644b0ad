import { adapted, speechTasks, unreadSpeech } from "@transonnx/audio";
import { defineModel } from "@transonnx/core";
import { parseWav2Vec2Config, type Wav2Vec2Config, Wav2Vec2OnnxConfig } from "./config.ts";
import { wav2vec2 as states } from "./modeling.ts";

export { parseWav2Vec2Config, type Wav2Vec2Config, Wav2Vec2OnnxConfig } from "./config.ts";

/** wav2vec 2.0. */
export const wav2vec2 = defineModel<Wav2Vec2Config>({
  modelType: "wav2vec2",
  parseConfig: parseWav2Vec2Config,
  onnxConfig: Wav2Vec2OnnxConfig,
  tasks: speechTasks({
    architectures: {
      "feature-extraction": "Wav2Vec2Model",
      "automatic-speech-recognition": "Wav2Vec2ForCTC",
      "audio-classification": "Wav2Vec2ForSequenceClassification",
      "audio-frame-classification": "Wav2Vec2ForAudioFrameClassification",
      "audio-xvector": "Wav2Vec2ForXVector",
    },
    base: "wav2vec2",
    states,
    adapted,
  }),
  mayHold: unreadSpeech("wav2vec2"),
});
