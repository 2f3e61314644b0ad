import {
  activationField,
  ConfigError,
  configParser,
  count,
  real,
  requireDivides,
  transformerFields,
} from "@transonnx/core";
import { TextEncoderOnnxConfig } from "@transonnx/text";
import { BUCKETS } from "./relative-bias.ts";

/** The fields of an MPNet config.json that decide the graph, with the defaults of transformers' MPNetConfig. */
const fields = {
  ...transformerFields,
  vocab_size: count(30527),
  hidden_act: activationField("gelu"),
  max_position_embeddings: count(512),
  layer_norm_eps: real(1e-12),
  relative_attention_num_buckets: count(BUCKETS),
};

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseMPNetConfig = configParser("mpnet", fields, {
  check(config) {
    requireDivides(config, "hidden_size", "num_attention_heads");
    if (config.relative_attention_num_buckets < BUCKETS)
      throw new ConfigError({
        where: "mpnet",
        field: "relative_attention_num_buckets",
        value: config.relative_attention_num_buckets,
        expected: `at least ${BUCKETS}, as transformers sorts distances into that many whatever the config says`,
      });
  },
});

/** The fields of config.json that decide the graph, under transformers' names. */
export type MPNetConfig = ReturnType<typeof parseMPNetConfig>;

/** What an MPNet model takes and gives as an ONNX file. */
export class MPNetOnnxConfig extends TextEncoderOnnxConfig<MPNetConfig> {
  override get inputs() {
    const axes = this.textAxes;
    return { input_ids: axes, attention_mask: axes };
  }
}
