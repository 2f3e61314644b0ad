import { linear, type Params } from "@transonnx/core";
import { relu, scoped, type Tensor } from "@transonnx/graph";

/** Layers in the heads of DETR (https://arxiv.org/abs/2005.12872) and its descendants. */
const HEAD_LAYERS = 3;

/**
 * x[…, in] through the linear layers at `p.layers`, `width` wide but the last, with ReLU between them: […, out]. The heads
 * that predict boxes.
 */
export const predictionHead = (p: Params, x: Tensor, width: number, out: number): Tensor =>
  scoped(p.path, () => {
    let y = x;
    for (let i = 0; i < HEAD_LAYERS - 1; i++) y = relu(linear(p.at("layers", i), y, width));
    return linear(p.at("layers", HEAD_LAYERS - 1), y, out);
  });
