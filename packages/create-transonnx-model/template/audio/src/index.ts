import { defineModel, linear, numLabels } from "@transonnx/core";
import { parseToyModelConfig, type ToyModelConfig, ToyModelOnnxConfig } from "./config.ts";
import { toyModel as encode, pooled } from "./modeling.ts";

export { parseToyModelConfig, type ToyModelConfig, ToyModelOnnxConfig } from "./config.ts";

/** Toy Model. Importing it registers nothing: it is a value that a registry takes. */
export const toyModel = defineModel<ToyModelConfig>({
  modelType: "toy-model",
  parseConfig: parseToyModelConfig,
  onnxConfig: ToyModelOnnxConfig,
  tasks: {
    "feature-extraction": {
      architecture: "ToyModelModel",
      forward: (c, p, { input_values }) => ({ last_hidden_state: encode(c, p.base("model"), input_values!) }),
    },
    "audio-classification": {
      architecture: "ToyModelForAudioClassification",
      forward(c, p, { input_values }) {
        const states = encode(c, p.base("model"), input_values!);
        return { logits: linear(p.at("classifier"), pooled(states), numLabels(c)) };
      },
    },
  },
  // Checkpoints of a task may hold the heads of others.
  mayHold: [/^classifier\./],
});
