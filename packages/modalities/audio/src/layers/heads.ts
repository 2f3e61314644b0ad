import { linear, numLabels, type Params, type PretrainedConfig } from "@transonnx/core";
import {
  concat,
  mul,
  reduceMean,
  reduceSum,
  reshape,
  softmax,
  squeeze,
  type Tensor,
  unsqueeze,
} from "@transonnx/graph";

/** All states of an encoder as one, each [b, t, h]: weighted by the softmax of `layer_weights`. */
export function weightedStates(p: Params, states: readonly Tensor[]): Tensor {
  const weights = reshape(softmax(p.get("layer_weights", [states.length]), 0), [states.length, 1, 1]);
  const stacked = concat(
    states.map((state) => unsqueeze(state, 1)),
    1,
  ); // [b, states, t, h]
  return squeeze(reduceSum(mul(stacked, weights), [1]), 1);
}

/** One score a label for a whole sound, x[b, t, h] -> [b, labels]: the mean of the projected frames. */
export function soundLogits(
  c: PretrainedConfig & { readonly classifier_proj_size: number },
  p: Params,
  x: Tensor,
): Tensor {
  const projected = linear(p.at("projector"), x, c.classifier_proj_size);
  return linear(p.at("classifier"), squeeze(reduceMean(projected, [1]), 1), numLabels(c));
}
