import { ASTDummyAudioInputGenerator, AudioOnnxConfig } from "@transonnx/audio";
import { type AxesByName, ConfigError, configParser, count, requireDivides } from "@transonnx/core";
import { vitEncoderFields } from "@transonnx/vision";

/** The fields of an AST config.json that decide the graph, with the defaults of transformers' ASTConfig. */
const fields = {
  ...vitEncoderFields,
  patch_size: count(16),
  frequency_stride: count(10),
  time_stride: count(10),
  max_length: count(1024),
  num_mel_bins: count(128),
};

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseASTConfig = configParser("audio-spectrogram-transformer", fields, {
  check(config) {
    requireDivides(config, "hidden_size", "num_attention_heads");
    for (const field of ["max_length", "num_mel_bins"] as const)
      if (config[field] < config.patch_size)
        throw new ConfigError({
          where: config.model_type,
          field,
          value: config[field],
          expected: `at least patch_size = ${config.patch_size}`,
        });
  },
});

/** The fields of config.json that decide the graph, under transformers' names. */
export type ASTConfig = ReturnType<typeof parseASTConfig>;

/** What an AST takes and gives as an ONNX file: spectra of the one size that it was trained with. */
export class ASTOnnxConfig extends AudioOnnxConfig<ASTConfig> {
  static override readonly dummyInputGeneratorClasses = [ASTDummyAudioInputGenerator];

  override get inputs(): AxesByName {
    return { input_values: { 0: "batch_size" } };
  }
}
