import { defineModel } from "@transonnx/core";
import { classify, firstToken } from "@transonnx/text";
import { parseToyModelConfig, type ToyModelConfig, ToyModelOnnxConfig } from "./config.ts";
import { toyModel as encode } from "./modeling.ts";

export { parseToyModelConfig, type ToyModelConfig, ToyModelOnnxConfig } from "./config.ts";

/** Toy Model. Importing it registers nothing: it is a value that a registry takes. */
export const toyModel = defineModel<ToyModelConfig>({
  modelType: "toy-model",
  parseConfig: parseToyModelConfig,
  onnxConfig: ToyModelOnnxConfig,
  tasks: {
    "feature-extraction": {
      architecture: "ToyModelModel",
      forward: (c, p, x) => ({ last_hidden_state: encode(c, p.base("model"), x) }),
    },
    "text-classification": {
      architecture: "ToyModelForSequenceClassification",
      forward: (c, p, x) => ({ logits: classify(c, p.at("classifier"), firstToken(encode(c, p.base("model"), x))) }),
    },
  },
  // Checkpoints of a task may hold the heads of others.
  mayHold: [/^classifier\./],
});
