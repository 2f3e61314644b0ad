import { layerNorm, linear, type ModelSpec, numLabels } from "@transonnx/core";
import { reduceMean } from "@transonnx/graph";
import { convnext } from "@transonnx/vision";
import type { ConvNextConfig, ConvNextV2Config } from "./config.ts";

/** The tasks of either version: `base` is where a classifier's checkpoint has the model, `prefix` begins transformers' class names. */
export const tasksOf = <C extends ConvNextConfig | ConvNextV2Config>(
  base: string,
  prefix: string,
): ModelSpec<C>["tasks"] => ({
  "feature-extraction": {
    architecture: `${prefix}Model`,
    forward: (c, p, { pixel_values }) => ({ last_hidden_state: convnext(c, p.base(base), pixel_values!).at(-1)! }),
  },
  "image-classification": {
    architecture: `${prefix}ForImageClassification`,
    forward(c, p, { pixel_values }) {
      const last = convnext(c, p.base(base), pixel_values!).at(-1)!; // [b, c, h, w]
      const pooled = reduceMean(last, [-2, -1], { keepdims: false }); // [b, c]
      const normed = layerNorm(p.base(base).at("layernorm"), pooled, c.layer_norm_eps);
      return { logits: linear(p.at("classifier"), normed, numLabels(c)) };
    },
  },
});

/** What a checkpoint of a task holds beyond it: the norm of what is pooled, heads. */
export const mayHold = (base: string): readonly RegExp[] => [new RegExp(`^(${base}\\.)?layernorm\\.`), /^classifier\./];
