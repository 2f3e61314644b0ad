import { activationField, ConfigError, configParser, count, flag, list, real } from "@transonnx/core";
import { VisionOnnxConfig } from "@transonnx/vision";

/** The fields of a SegFormer config.json that decide the graph, with the defaults of transformers' SegformerConfig. */
const fields = {
  num_channels: count(3),
  num_encoder_blocks: count(4),
  depths: list(count(), [2, 2, 2, 2]),
  sr_ratios: list(count(), [8, 4, 2, 1]),
  hidden_sizes: list(count(), [32, 64, 160, 256]),
  patch_sizes: list(count(), [7, 3, 3, 3]),
  strides: list(count(), [4, 2, 2, 2]),
  num_attention_heads: list(count(), [1, 2, 5, 8]),
  mlp_ratios: list(real(), [4, 4, 4, 4]),
  hidden_act: activationField("gelu"),
  decoder_hidden_size: count(256),
  reshape_last_stage: flag(true),
};

/** The fields that say something of each block. There may be more entries than blocks, and the others are not read. */
const ofBlocks = [
  "depths",
  "sr_ratios",
  "hidden_sizes",
  "patch_sizes",
  "strides",
  "num_attention_heads",
  "mlp_ratios",
] as const;

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseSegformerConfig = configParser("segformer", fields, {
  check(config) {
    const refuse = (field: string, expected: string) => {
      throw new ConfigError({ where: config.model_type, field, value: config[field], expected });
    };
    const { num_encoder_blocks: blocks, num_attention_heads: heads, hidden_sizes: widths } = config;
    for (const field of ofBlocks)
      if (config[field].length < blocks) refuse(field, `an entry for each of num_encoder_blocks = ${blocks}`);
    if (widths.slice(0, blocks).some((width, i) => width % heads[i]! !== 0))
      refuse("hidden_sizes", `multiples of num_attention_heads = ${JSON.stringify(heads)}`);
  },
});

/** The fields of config.json that decide the graph, under transformers' names. */
export type SegformerConfig = ReturnType<typeof parseSegformerConfig>;

/** What a SegFormer takes and gives as an ONNX file. */
export class SegformerOnnxConfig extends VisionOnnxConfig<SegformerConfig> {
  override get outputs() {
    return this.task === "image-segmentation" ? { logits: { 0: "batch_size" } } : super.outputs;
  }

  /** The pixels of which the block that reduces most makes one key. */
  protected override get pictureUnit(): readonly [height: number, width: number] {
    const { strides, sr_ratios, num_encoder_blocks } = this.config;
    let [unit, stride] = [1, 1];
    for (let i = 0; i < num_encoder_blocks; i++) {
      stride *= strides[i]!;
      unit = Math.max(unit, stride * sr_ratios[i]!);
    }
    return [unit, unit];
  }
}
