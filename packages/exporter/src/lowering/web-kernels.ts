/**
 * The operators that have a kernel of floats, int32 or bool in ONNX Runtime's WebGPU provider at opset 21, by domain.
 * Wasm has all of ai.onnx up to opset 26. A kernel may lack int64, in which positions and sizes are: such nodes run on the CPU
 * beside.
 *
 * Source: onnxruntime-node 1.30.0, whose sessions of one node each were opened with the provider "webgpu" and
 * `session.disable_cpu_ep_fallback`, which refuses a node without a kernel. The table of
 * onnxruntime-web 1.30.0, docs/webgpu-operators.md, is of the provider before it (JSEP) and lacks some of these.
 */
export const WEB_KERNELS: Readonly<Record<string, readonly string[]>> = {
  "": (
    "Abs Add And ArgMax ArgMin AveragePool BatchNormalization Cast Ceil Clip Concat Conv ConvTranspose " +
    "Cos CumSum DepthToSpace Div Elu Equal Erf Exp Expand Flatten Floor Gather GatherElements GatherND " +
    "Gelu Gemm GlobalAveragePool GlobalMaxPool Greater GreaterOrEqual HardSigmoid HardSwish Identity If " +
    "InstanceNormalization LayerNormalization LeakyRelu Less LessOrEqual Log LpNormalization MatMul Max " +
    "MaxPool Min Mish Mul Neg Not PRelu Pad Pow Range Reciprocal ReduceL1 ReduceL2 ReduceLogSum " +
    "ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum ReduceSumSquare Relu Reshape " +
    "Resize ScatterElements ScatterND Shape Sigmoid SimplifiedLayerNormalization Sin Slice Softmax " +
    "Softplus Split Sqrt Squeeze Sub Tanh ThresholdedRelu Tile TopK Transpose Unsqueeze Where"
  ).split(" "),
  "com.microsoft": ["MultiHeadAttention", "RotaryEmbedding"],
};
