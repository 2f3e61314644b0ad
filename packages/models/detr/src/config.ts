import { activationField, configParser, count, flag, oneOf, requireDivides } from "@transonnx/core";
import { VisionOnnxConfig } from "@transonnx/vision";
import { backboneFields, timmBackbone, transformersBackbone } from "./backbones/index.ts";
import { requireWholeSines } from "./positions.ts";

/** The fields of a DETR config.json that decide the graph, with the defaults of transformers' DetrConfig. */
const fields = {
  ...backboneFields,
  num_queries: count(100),
  d_model: count(256),
  encoder_layers: count(6),
  encoder_ffn_dim: count(2048),
  encoder_attention_heads: count(8),
  decoder_layers: count(6),
  decoder_ffn_dim: count(2048),
  decoder_attention_heads: count(8),
  activation_function: activationField("relu"),
  position_embedding_type: oneOf(["sine", "learned"], "sine"),
  auxiliary_loss: flag(false),
  is_encoder_decoder: flag(true),
};

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseDetrConfig = configParser("detr", fields, {
  aliases: { hidden_size: "d_model", num_attention_heads: "encoder_attention_heads" },
  derive(config) {
    const network = config.use_timm_backbone ? timmBackbone(config) : transformersBackbone(config);
    return { network, num_channels: network.channels };
  },
  check(config) {
    requireDivides(config, "d_model", "encoder_attention_heads");
    requireDivides(config, "d_model", "decoder_attention_heads");
    requireWholeSines(config);
  },
});

/** The fields of config.json that decide the graph, under transformers' names. */
export type DetrConfig = ReturnType<typeof parseDetrConfig>;

/** What a DETR takes and gives as an ONNX file. */
export class DetrOnnxConfig extends VisionOnnxConfig<DetrConfig> {
  override get outputs() {
    const queries = { 0: "batch_size", 1: "num_queries" };
    return this.task === "image-segmentation" ? { logits: queries, pred_masks: queries } : super.outputs;
  }
}
