import { defineModel } from "@transonnx/core";
import { type ASTConfig, ASTOnnxConfig, parseASTConfig } from "./config.ts";
import { ast, logits } from "./modeling.ts";

export { type ASTConfig, ASTOnnxConfig, parseASTConfig } from "./config.ts";

/** Audio Spectrogram Transformer. */
export const audioSpectrogramTransformer = defineModel<ASTConfig>({
  modelType: "audio-spectrogram-transformer",
  parseConfig: parseASTConfig,
  onnxConfig: ASTOnnxConfig,
  tasks: {
    "feature-extraction": {
      architecture: "ASTModel",
      forward: (c, p, x) => ({
        last_hidden_state: ast(c, p.base("audio_spectrogram_transformer"), x.input_values!),
      }),
    },
    "audio-classification": {
      architecture: "ASTForAudioClassification",
      forward: (c, p, x) => ({
        logits: logits(c, p.at("classifier"), ast(c, p.base("audio_spectrogram_transformer"), x.input_values!)),
      }),
    },
  },
  mayHold: [/^classifier\./],
});
