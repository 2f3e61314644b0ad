import type { Tensor } from "@transonnx/graph";

/** Tensors by ONNX input or output name. */
export type Tensors = Readonly<Record<string, Tensor>>;
