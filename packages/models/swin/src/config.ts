import { bothOf, configParser, count } from "@transonnx/core";
import { requireStageHeads, stageWidth, swinFields, VisionOnnxConfig } from "@transonnx/vision";

const options = {
  /** Channels of the last stage, which transformers computes whatever the file says. */
  derive: (config: { readonly embed_dim: number; readonly depths: readonly number[] }) => ({
    hidden_size: stageWidth(config, config.depths.length - 1),
  }),
  check: requireStageHeads,
};

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseSwinConfig = configParser("swin", { ...swinFields, encoder_stride: count(32) }, options);
/** The fields of config.json that decide the graph, under transformers' names. */
export type SwinConfig = ReturnType<typeof parseSwinConfig>;

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseDonutSwinConfig = configParser("donut-swin", swinFields, options);
/** The fields of config.json that decide the graph, under transformers' names. */
export type DonutSwinConfig = ReturnType<typeof parseDonutSwinConfig>;

/** What a Swin transformer takes and gives as an ONNX file. */
export class SwinOnnxConfig<C extends DonutSwinConfig = SwinConfig> extends VisionOnnxConfig<C> {
  /** A window: the pictures of a validation have several, and some that they do not fill. */
  protected override get pictureUnit(): readonly [height: number, width: number] {
    const [height, width] = bothOf(this.config.patch_size);
    return [height * this.config.window_size, width * this.config.window_size];
  }
}

/** What the encoder of Donut takes and gives as an ONNX file. */
export class DonutSwinOnnxConfig extends SwinOnnxConfig<DonutSwinConfig> {}
