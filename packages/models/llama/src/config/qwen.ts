import { configParser, count, flag, index, nullable } from "@transonnx/core";
import { type LayerType, layerTypesField } from "@transonnx/text";
import { checkFamily, deriveHeads, FamilyOnnxConfig, familyFields } from "./family.ts";

/** The fields of a Qwen2 config.json that decide the graph, with the defaults of transformers' Qwen2Config. */
const fields = {
  ...familyFields,
  vocab_size: count(151936),
  intermediate_size: count(22016),
  num_key_value_heads: nullable(count(), 32),
  max_position_embeddings: count(32768),
  use_sliding_window: flag(false),
  sliding_window: nullable(count(), 4096),
  max_window_layers: index(28),
  layer_types: layerTypesField,
};

interface Sliding {
  readonly num_hidden_layers: number;
  readonly use_sliding_window: boolean;
  readonly sliding_window: number | null;
  readonly max_window_layers: number;
  readonly layer_types: readonly LayerType[] | null;
}

/** The layers above `max_window_layers` slide, if any does and a file does not list them. */
function deriveWindows(c: Sliding) {
  const sliding_window = c.use_sliding_window ? c.sliding_window : null;
  const typeOf = (layer: number): LayerType =>
    sliding_window !== null && layer >= c.max_window_layers ? "sliding_attention" : "full_attention";
  return {
    sliding_window,
    layer_types: c.layer_types ?? Array.from({ length: c.num_hidden_layers }, (_, layer) => typeOf(layer)),
  };
}

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseQwen2Config = configParser("qwen2", fields, {
  derive: (c) => ({ ...deriveHeads(c), ...deriveWindows(c) }),
  check: checkFamily,
});

/** Qwen3 has the same fields and two more. */
export const parseQwen3Config = configParser(
  "qwen3",
  { ...fields, head_dim: count(128), attention_bias: flag(false) },
  { derive: (c) => ({ ...deriveHeads(c), ...deriveWindows(c) }), check: checkFamily },
);

/** The fields of config.json that decide the graph, under transformers' names. */
export type Qwen2Config = ReturnType<typeof parseQwen2Config>;
/** The fields of config.json that decide the graph, under transformers' names. */
export type Qwen3Config = ReturnType<typeof parseQwen3Config>;

/** What a Qwen2 model takes and gives as an ONNX file. */
export class Qwen2OnnxConfig extends FamilyOnnxConfig<Qwen2Config> {}

/** The same for Qwen3. */
export class Qwen3OnnxConfig extends FamilyOnnxConfig<Qwen3Config> {}
