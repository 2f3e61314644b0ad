import { configParser, count, type Field, flag, optionalIndex, real } from "@transonnx/core";
import { ropeScalingField } from "@transonnx/text";
import { checkFamily, deriveFullAttention, FamilyOnnxConfig, familyFields } from "./family.ts";

type RopeScaling = Readonly<Record<string, unknown>>;

/** OLMo 2's positions are scaled in two ways only. */
const linearOrDynamicField: Field<RopeScaling | null> = {
  fallback: null,
  expected: "null, or an object whose type is linear or dynamic and whose factor is above 1",
  accepts: (value): value is RopeScaling | null =>
    ropeScalingField.accepts(value) &&
    (value === null || (["linear", "dynamic"].includes(value.type as string) && (value.factor as number) > 1)),
};

/** The fields of an OLMo 2 config.json that decide the graph, with the defaults of transformers' Olmo2Config. */
const fields = {
  ...familyFields,
  vocab_size: count(50304),
  rms_norm_eps: real(1e-5),
  rope_scaling: linearOrDynamicField,
  attention_bias: flag(false),
  pad_token_id: optionalIndex(1),
};

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseOlmo2Config = configParser("olmo2", fields, { derive: deriveFullAttention, check: checkFamily });

/** The fields of config.json that decide the graph, under transformers' names. */
export type Olmo2Config = ReturnType<typeof parseOlmo2Config>;

/** What an OLMo 2 model takes and gives as an ONNX file. */
export class Olmo2OnnxConfig extends FamilyOnnxConfig<Olmo2Config> {}
