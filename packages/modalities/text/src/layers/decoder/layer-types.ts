import { ConfigError, type Field, type PretrainedConfig } from "@transonnx/core";
import type { Tensor } from "@transonnx/graph";
import { type CausalMaskOptions, causalBias } from "../causal-mask.ts";

/** What a decoder's layer sees: all tokens before, or those of a window that slides along. */
export const layerTypes = ["full_attention", "sliding_attention"] as const;

/** Which keys a layer's queries see, by transformers' name. */
export type LayerType = (typeof layerTypes)[number];

const isLayerType = (value: unknown): value is LayerType => layerTypes.includes(value as LayerType);

/** The field `layer_types`, one for each layer. Chunked and linear attention are not among them. */
export const layerTypesField: Field<readonly LayerType[] | null> = {
  fallback: null,
  expected: "null, or a list of full_attention and sliding_attention",
  accepts: (value): value is readonly LayerType[] | null =>
    value === null || (Array.isArray(value) && value.every(isLayerType)),
};

/** The fields that decide which tokens each layer sees. */
export interface LayerTypesConfig {
  readonly layer_types: readonly LayerType[];
  /** How many tokens a sliding layer sees, a token itself included. */
  readonly sliding_window: number | null;
}

/** Throws ConfigError where layers have no type, or sliding ones no window. */
export function checkLayerTypes(config: PretrainedConfig & LayerTypesConfig & { readonly num_hidden_layers: number }) {
  const { model_type: where, layer_types, num_hidden_layers, sliding_window } = config;
  if (layer_types.length !== num_hidden_layers)
    throw new ConfigError({
      where,
      field: "layer_types",
      value: layer_types,
      expected: `one type for each of num_hidden_layers = ${num_hidden_layers}`,
    });
  if (sliding_window === null && layer_types.includes("sliding_attention"))
    throw new ConfigError({
      where,
      field: "layer_types",
      value: layer_types,
      expected: "full_attention only, as no sliding_window is in use",
    });
}

/** What the attention of one layer sees. */
export interface LayerBias {
  /** What is added to the scores, [b, 1, s, t]. */
  readonly bias: Tensor;
  readonly window: number | undefined;
}

/** What each layer sees; the bias of a type is made once, where its first layer is. */
export function layerBiases(
  { layer_types, sliding_window }: LayerTypesConfig,
  options: Omit<CausalMaskOptions, "window">,
): (index: number) => LayerBias {
  const made = new Map<LayerType, LayerBias>();
  return (index) => {
    const type = layer_types[index]!;
    const known = made.get(type);
    if (known) return known;
    const window = type === "sliding_attention" ? sliding_window! : undefined;
    const bias = { bias: causalBias({ ...options, window }), window };
    made.set(type, bias);
    return bias;
  };
}
