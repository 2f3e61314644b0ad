import { featureEncoder, featureProjection, speechEncoder } from "@transonnx/audio";
import type { Params } from "@transonnx/core";
import type { Tensor } from "@transonnx/graph";
import type { Wav2Vec2Config } from "./config.ts";

// wav2vec 2.0 (https://arxiv.org/abs/2006.11477), as in transformers 4.57's modeling_wav2vec2.py.
// Shapes: b batch, s samples, t frames, h hidden.

/** The states of the encoder on samples[b, s], each [b, t, h]; the last is its output. */
export function wav2vec2(c: Wav2Vec2Config, p: Params, samples: Tensor): readonly [Tensor, ...Tensor[]] {
  const features = featureEncoder(c, p.at("feature_extractor"), samples);
  return speechEncoder(c, p.at("encoder"), featureProjection(c, p.at("feature_projection"), features));
}
