import { configParser, flag } from "@transonnx/core";
import { checkFamily, deriveFullAttention, FamilyOnnxConfig, familyFields } from "./family.ts";

/** The fields of a Llama config.json that decide the graph, with the defaults of transformers' LlamaConfig. */
const fields = {
  ...familyFields,
  attention_bias: flag(false),
  mlp_bias: flag(false),
};

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseLlamaConfig = configParser("llama", fields, { derive: deriveFullAttention, check: checkFamily });

/** The fields of config.json that decide the graph, under transformers' names. */
export type LlamaConfig = ReturnType<typeof parseLlamaConfig>;

/** What a Llama model takes and gives as an ONNX file. */
export class LlamaOnnxConfig extends FamilyOnnxConfig<LlamaConfig> {}
