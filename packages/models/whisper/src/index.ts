import { soundLogits, weightedStates } from "@transonnx/audio";
import { defineModel, type Forward } from "@transonnx/core";
import { parseWhisperConfig, type WhisperConfig } from "./config.ts";
import { decoder, encoder, logits } from "./modeling.ts";
import { WhisperOnnxConfig } from "./onnx-config.ts";

export { parseWhisperConfig, type WhisperConfig } from "./config.ts";
export { WhisperOnnxConfig } from "./onnx-config.ts";

const encode: Forward<WhisperConfig> = (c, p, x) => ({
  last_hidden_state: encoder(c, p.base("model"), x.input_features!).at(-1)!,
});

/** Whisper. */
export const whisper = defineModel<WhisperConfig>({
  modelType: "whisper",
  parseConfig: parseWhisperConfig,
  onnxConfig: WhisperOnnxConfig,
  tasks: {
    "feature-extraction": {
      architecture: "WhisperModel",
      encoder: encode,
      decoder: (c, p, x, cache) => ({ last_hidden_state: decoder(c, p.base("model"), x, cache) }),
    },
    "automatic-speech-recognition": {
      architecture: "WhisperForConditionalGeneration",
      encoder: encode,
      decoder: (c, p, x, cache) => {
        const model = p.base("model");
        return { logits: logits(c, p, model, decoder(c, model, x, cache)) };
      },
    },
    "audio-classification": {
      architecture: "WhisperForAudioClassification",
      forward: (c, p, x) => {
        const states = encoder(c, p.base("model"), x.input_features!);
        const read = c.use_weighted_layer_sum ? weightedStates(p, states) : states.at(-1)!;
        return { logits: soundLogits(c, p, read) };
      },
      mayHold: [/^(model\.)?decoder\./],
    },
  },
  mayHold: [/^(proj_out|projector|classifier)\./, /^layer_weights$/],
});
