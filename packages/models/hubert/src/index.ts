import { speechTasks, unreadSpeech } from "@transonnx/audio";
import { defineModel } from "@transonnx/core";
import { type HubertConfig, HubertOnnxConfig, parseHubertConfig } from "./config.ts";
import { hubert as states } from "./modeling.ts";

export { type HubertConfig, HubertOnnxConfig, parseHubertConfig } from "./config.ts";

/** HuBERT. */
export const hubert = defineModel<HubertConfig>({
  modelType: "hubert",
  parseConfig: parseHubertConfig,
  onnxConfig: HubertOnnxConfig,
  tasks: speechTasks({
    architectures: {
      "feature-extraction": "HubertModel",
      "automatic-speech-recognition": "HubertForCTC",
      "audio-classification": "HubertForSequenceClassification",
    },
    base: "hubert",
    states,
  }),
  mayHold: [...unreadSpeech("hubert"), /\.batch_norm\.num_batches_tracked$/],
});
