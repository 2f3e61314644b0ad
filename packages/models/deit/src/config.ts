import { configParser, count } from "@transonnx/core";
import { checkVit, VisionOnnxConfig, vitFields } from "@transonnx/vision";

/** The fields of a DeiT config.json that decide the graph, with the defaults of transformers' DeiTConfig. */
const fields = { ...vitFields, encoder_stride: count(16) };

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseDeiTConfig = configParser("deit", fields, { check: checkVit });

/** The fields of config.json that decide the graph, under transformers' names. */
export type DeiTConfig = ReturnType<typeof parseDeiTConfig>;

/** What a DeiT takes and gives as an ONNX file. */
export class DeiTOnnxConfig extends VisionOnnxConfig<DeiTConfig> {}
