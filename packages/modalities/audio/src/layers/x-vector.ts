import { block, linear, type Params, widthOf } from "@transonnx/core";
import {
  cast,
  concat,
  conv,
  div,
  mul,
  reduceMean,
  reduceSum,
  relu,
  reshape,
  size,
  sqrt,
  squeeze,
  sub,
  type Tensor,
  transpose,
} from "@transonnx/graph";

// The vector of a voice, X-vectors (https://www.danielpovey.com/files/2018_icassp_xvectors.pdf), as in transformers' modeling_wav2vec2.py.
// Shapes: b batch, t frames.

/** The fields that shape the time-delay network. */
export interface XVectorConfig {
  readonly tdnn_dim: readonly number[];
  readonly tdnn_kernel: readonly number[];
  readonly tdnn_dilation: readonly number[];
  readonly xvector_output_dim: number;
}

/** Frames around one that its vector is made of. */
export const xVectorContext = ({ tdnn_kernel, tdnn_dilation }: XVectorConfig): number =>
  tdnn_kernel.reduce((frames, kernel, i) => frames + (kernel - 1) * tdnn_dilation[i]!, 0);

/** The vector of the voice in x[b, t, h], and its scores, [b, xvector_output_dim] each. */
export function xVector(
  c: XVectorConfig,
  p: Params,
  x: Tensor,
): { readonly logits: Tensor; readonly embeddings: Tensor } {
  let y = linear(p.at("projector"), x, c.tdnn_dim[0]!);
  for (let i = 0; i < c.tdnn_dim.length; i++) y = timeDelay(c, p.at("tdnn", i), y, i);
  const embeddings = linear(p.at("feature_extractor"), statistics(y), c.xvector_output_dim);
  return { logits: linear(p.at("classifier"), embeddings, c.xvector_output_dim), embeddings };
}

/** A convolution whose weight is stored as a linear layer's: [out, kernel * in]. */
const timeDelay = block((c: XVectorConfig, p: Params, x: Tensor, i: number): Tensor => {
  const [out, kernel, width] = [c.tdnn_dim[i]!, c.tdnn_kernel[i]!, widthOf(x)];
  const flat = p.get("kernel.weight", [out, kernel * width]);
  const weight = transpose(reshape(flat, [out, kernel, width]), [0, 2, 1]); // [out, in, kernel]
  const frames = transpose(x, [0, 2, 1]); // [b, in, t]
  const y = conv(frames, weight, p.get("kernel.bias", [out]), { dilations: c.tdnn_dilation[i]! });
  return relu(transpose(y, [0, 2, 1]));
});

/** Mean and standard deviation over time of x[b, t, c], [b, 2 * c]. */
function statistics(x: Tensor): Tensor {
  const mean = reduceMean(x, [1]); // [b, 1, c]
  const off = sub(x, mean);
  const degrees = cast(sub(size(x.type.shape[1]!), 1), "float32");
  const deviation = sqrt(div(reduceSum(mul(off, off), [1]), degrees));
  return squeeze(concat([mean, deviation], 2), 1);
}
