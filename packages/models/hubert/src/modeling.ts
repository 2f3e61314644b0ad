import { featureEncoder, featureProjection, speechEncoder } from "@transonnx/audio";
import type { Params } from "@transonnx/core";
import type { Tensor } from "@transonnx/graph";
import type { HubertConfig } from "./config.ts";

// HuBERT (https://arxiv.org/abs/2106.07447), as in transformers 4.57's modeling_hubert.py.
// Shapes: b batch, s samples, t frames, h hidden.

/** The states of the encoder on samples[b, s], each [b, t, h]; the last is its output. */
export function hubert(c: HubertConfig, p: Params, samples: Tensor): readonly [Tensor, ...Tensor[]] {
  const features = featureEncoder(c, p.at("feature_extractor"), samples);
  const frames = featureProjection(c, p.at("feature_projection"), features, { norm: c.feat_proj_layer_norm });
  return speechEncoder(c, p.at("encoder"), frames);
}
