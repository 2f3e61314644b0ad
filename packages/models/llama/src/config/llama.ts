import { configParser, flag } from "@transonnx/core";
import { checkFamily, deriveFullAttention, FamilyOnnxConfig, familyFields } from "./family.ts";

/** The fields of a Llama config.json that decide the graph, with the defaults of transformers' LlamaConfig. */
const fields = {
  ...familyFields,
  attention_bias: flag(false),
  mlp_bias: flag(false),
};

export const parseLlamaConfig = configParser("llama", fields, { derive: deriveFullAttention, check: checkFamily });

export type LlamaConfig = ReturnType<typeof parseLlamaConfig>;

/** What a Llama model takes and gives as an ONNX file. */
export class LlamaOnnxConfig extends FamilyOnnxConfig<LlamaConfig> {}
