import { configParser, count } from "@transonnx/core";
import { checkVit, VisionOnnxConfig, vitFields } from "@transonnx/vision";

/** The fields of a ViT config.json that decide the graph, with the defaults of transformers' ViTConfig. */
const fields = { ...vitFields, encoder_stride: count(16) };

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseViTConfig = configParser("vit", fields, { check: checkVit });

/** The fields of config.json that decide the graph, under transformers' names. */
export type ViTConfig = ReturnType<typeof parseViTConfig>;

/** What a ViT takes and gives as an ONNX file. */
export class ViTOnnxConfig extends VisionOnnxConfig<ViTConfig> {}
