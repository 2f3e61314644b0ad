import { ConfigError, configParser, count, nullable } from "@transonnx/core";
import { type LayerType, layerTypesField } from "@transonnx/text";
import { checkFamily, deriveHeads, FamilyOnnxConfig, familyFields, uniformLayers } from "./family.ts";

/** The fields of a Mistral config.json that decide the graph, with the defaults of transformers' MistralConfig. */
const fields = {
  ...familyFields,
  intermediate_size: count(14336),
  num_key_value_heads: nullable(count(), 8),
  max_position_embeddings: count(131072),
  sliding_window: nullable(count(), 4096),
  layer_types: layerTypesField,
};

interface Sliding {
  readonly num_hidden_layers: number;
  readonly sliding_window: number | null;
  readonly layer_types: readonly LayerType[] | null;
}

/**
 * All layers slide, or none. transformers hides keys by this alone, whatever `layer_types` says, and so computes a
 * Ministral under this type as nobody trained it: a file that says otherwise is refused.
 */
function layersOf(c: Sliding): readonly LayerType[] {
  const type = c.sliding_window === null ? "full_attention" : "sliding_attention";
  if (c.layer_types?.some((other) => other !== type))
    throw new ConfigError({
      where: "mistral",
      field: "layer_types",
      value: c.layer_types,
      expected: `${type} for all layers, as sliding_window is ${c.sliding_window}`,
      advice: "Layers of several types are not Mistral's; use the checkpoint under the model type that has them",
    });
  return c.layer_types ?? uniformLayers(c, type);
}

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseMistralConfig = configParser("mistral", fields, {
  derive: (c) => ({ ...deriveHeads(c), layer_types: layersOf(c) }),
  check: checkFamily,
});

/** The fields of config.json that decide the graph, under transformers' names. */
export type MistralConfig = ReturnType<typeof parseMistralConfig>;

/** What a Mistral model takes and gives as an ONNX file. */
export class MistralOnnxConfig extends FamilyOnnxConfig<MistralConfig> {}
