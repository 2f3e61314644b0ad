import { configParser, count, type Field, nullable, optionalIndex, real } from "@transonnx/core";
import { ropeScalingField } from "@transonnx/text";
import { checkFamily, deriveHeads, FamilyOnnxConfig, familyFields, uniformLayers } from "./family.ts";

type RopeScaling = Readonly<Record<string, unknown>>;

/** What Phi-3 has called longrope; its "yarn" is not the one of others. */
const longropeNames: readonly unknown[] = ["longrope", "su", "yarn"];

const asLongrope = (scaling: RopeScaling): RopeScaling => ({ ...scaling, type: "longrope" });

/** Phi-3's positions are scaled in one way, or not at all. */
const longropeField: Field<RopeScaling | null> = {
  fallback: null,
  expected:
    "null, or an object whose type is longrope (or su, or yarn, which mean the same) with short_factor and long_factor",
  accepts: (value): value is RopeScaling | null =>
    value === null ||
    (typeof value === "object" &&
      longropeNames.includes((value as RopeScaling).type) &&
      ropeScalingField.accepts(asLongrope(value as RopeScaling))),
};

/** The fields of a Phi-3 config.json that decide the graph, with the defaults of transformers' Phi3Config. */
const fields = {
  ...familyFields,
  vocab_size: count(32064),
  hidden_size: count(3072),
  intermediate_size: count(8192),
  max_position_embeddings: count(4096),
  original_max_position_embeddings: count(4096),
  rms_norm_eps: real(1e-5),
  rope_scaling: longropeField,
  partial_rotary_factor: real(1),
  sliding_window: nullable(count()),
  pad_token_id: optionalIndex(32000),
};

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parsePhi3Config = configParser("phi3", fields, {
  derive: (c) => ({
    ...deriveHeads(c),
    rope_scaling: c.rope_scaling && asLongrope(c.rope_scaling),
    layer_types: uniformLayers(c, c.sliding_window === null ? "full_attention" : "sliding_attention"),
  }),
  check: (config) => checkFamily(config, { odd: true }),
  adopted: ["configuration_phi3.Phi3Config", "modeling_phi3.Phi3ForCausalLM"],
});

/** The fields of config.json that decide the graph, under transformers' names. */
export type Phi3Config = ReturnType<typeof parsePhi3Config>;

/** What a Phi-3 model takes and gives as an ONNX file. */
export class Phi3OnnxConfig extends FamilyOnnxConfig<Phi3Config> {}
