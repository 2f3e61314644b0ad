import { ConfigError, configParser, count, type Field, flag, nullable, optionalIndex, real } from "@transonnx/core";
import { type LayerType, layerTypesField } from "@transonnx/text";
import { checkFamily, deriveHeads, type FamilyConfig, FamilyOnnxConfig, familyFields } from "./family.ts";

type Turns = 0 | 1 | boolean;

/** Despite its name: 1 for each layer whose queries and keys turn. */
const noRopeLayersField: Field<readonly Turns[] | null> = {
  fallback: null,
  expected: "null, or a list of 0 and 1",
  accepts: (value): value is readonly Turns[] | null =>
    value === null || (Array.isArray(value) && value.every((turns) => [0, 1, false, true].includes(turns))),
};

/** The fields of a SmolLM3 config.json that decide the graph, with the defaults of transformers' SmolLM3Config. */
const fields = {
  ...familyFields,
  vocab_size: count(128256),
  hidden_size: count(2048),
  num_hidden_layers: count(36),
  num_attention_heads: count(16),
  num_key_value_heads: nullable(count(), 4),
  max_position_embeddings: count(32768),
  rope_theta: real(2000000),
  use_sliding_window: flag(false),
  sliding_window: nullable(count()),
  no_rope_layers: noRopeLayersField,
  no_rope_layer_interval: count(4),
  layer_types: layerTypesField,
  attention_bias: flag(false),
  mlp_bias: flag(false),
  tie_word_embeddings: flag(true),
  pad_token_id: optionalIndex(128004),
};

interface Layers {
  readonly num_hidden_layers: number;
  readonly use_sliding_window: boolean;
  readonly sliding_window: number | null;
  readonly no_rope_layers: readonly Turns[] | null;
  readonly no_rope_layer_interval: number;
  readonly layer_types: readonly LayerType[] | null;
}

/** Every so many layers one does not turn; with `use_sliding_window` those slide, unless a file lists others. */
function deriveLayers(c: Layers) {
  const layers = Array.from({ length: c.num_hidden_layers }, (_, layer) => layer);
  const no_rope_layers =
    c.no_rope_layers ?? layers.map((layer): Turns => ((layer + 1) % c.no_rope_layer_interval === 0 ? 0 : 1));
  const slides = (layer: number) => c.use_sliding_window && c.sliding_window !== null && !no_rope_layers[layer];
  return {
    no_rope_layers,
    layer_types:
      c.layer_types ?? layers.map((layer): LayerType => (slides(layer) ? "sliding_attention" : "full_attention")),
  };
}

function check(config: FamilyConfig & { readonly no_rope_layers: readonly Turns[] }): void {
  checkFamily(config);
  if (config.no_rope_layers.length < config.num_hidden_layers)
    throw new ConfigError({
      where: config.model_type,
      field: "no_rope_layers",
      value: config.no_rope_layers,
      expected: `a number for each of num_hidden_layers = ${config.num_hidden_layers}`,
    });
}

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseSmolLM3Config = configParser("smollm3", fields, {
  derive: (c) => ({ ...deriveHeads(c), ...deriveLayers(c) }),
  check,
});

/** The fields of config.json that decide the graph, under transformers' names. */
export type SmolLM3Config = ReturnType<typeof parseSmolLM3Config>;

/** What a SmolLM3 model takes and gives as an ONNX file. */
export class SmolLM3OnnxConfig extends FamilyOnnxConfig<SmolLM3Config> {}
