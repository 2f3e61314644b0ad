import { configParser, flag, real } from "@transonnx/core";
import { checkFamily, deriveFullAttention, FamilyOnnxConfig, familyFields } from "./family.ts";

/** The fields of a Granite config.json that decide the graph, with the defaults of transformers' GraniteConfig. */
const fields = {
  ...familyFields,
  attention_bias: flag(false),
  mlp_bias: flag(false),
  embedding_multiplier: real(1),
  attention_multiplier: real(1),
  residual_multiplier: real(1),
  logits_scaling: real(1),
};

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseGraniteConfig = configParser("granite", fields, { derive: deriveFullAttention, check: checkFamily });

/** The fields of config.json that decide the graph, under transformers' names. */
export type GraniteConfig = ReturnType<typeof parseGraniteConfig>;

/** What a Granite model takes and gives as an ONNX file. */
export class GraniteOnnxConfig extends FamilyOnnxConfig<GraniteConfig> {}
