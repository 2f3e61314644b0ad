import { adapted, speechTasks, unreadSpeech } from "@transonnx/audio";
import { defineModel } from "@transonnx/core";
import { parseWavLMConfig, type WavLMConfig, WavLMOnnxConfig } from "./config.ts";
import { wavlm as states } from "./modeling.ts";

export { parseWavLMConfig, type WavLMConfig, WavLMOnnxConfig } from "./config.ts";

/** WavLM. */
export const wavlm = defineModel<WavLMConfig>({
  modelType: "wavlm",
  parseConfig: parseWavLMConfig,
  onnxConfig: WavLMOnnxConfig,
  tasks: speechTasks({
    architectures: {
      "feature-extraction": "WavLMModel",
      "automatic-speech-recognition": "WavLMForCTC",
      "audio-classification": "WavLMForSequenceClassification",
      "audio-frame-classification": "WavLMForAudioFrameClassification",
      "audio-xvector": "WavLMForXVector",
    },
    base: "wavlm",
    states,
    adapted,
  }),
  mayHold: unreadSpeech("wavlm"),
});
