import type { DType, NDArray } from "@transonnx/graph";

/** What onnxruntime-node and onnxruntime-web have in common, as far as it is used here. */
export interface OrtModule {
  readonly Tensor: new (type: string, data: unknown, dims: readonly number[]) => OrtTensor;
  readonly InferenceSession: {
    create(model: string | Uint8Array, options: Readonly<Record<string, unknown>>): Promise<OrtSession>;
  };
  readonly env: {
    readonly versions: Readonly<Record<string, string | undefined>>;
    readonly wasm?: { numThreads?: number | undefined };
    logLevel?: string;
  };
}

export interface OrtTensor {
  readonly type: string;
  readonly data: unknown;
  readonly dims: readonly number[];
}

export interface OrtSession {
  readonly inputMetadata: readonly OrtMetadata[];
  readonly outputMetadata: readonly OrtMetadata[];
  run(feeds: Readonly<Record<string, OrtTensor>>): Promise<Readonly<Record<string, OrtTensor>>>;
  release(): Promise<void>;
}

export type OrtMetadata =
  | { readonly name: string; readonly isTensor: false }
  | { readonly name: string; readonly isTensor: true; readonly type: string; readonly shape: readonly unknown[] };

/** Tensors of JavaScript have no bfloat16. */
const types: Readonly<Record<Exclude<DType, "bfloat16">, true>> = {
  float32: true,
  float64: true,
  float16: true,
  int8: true,
  int16: true,
  int32: true,
  int64: true,
  uint8: true,
  uint16: true,
  uint32: true,
  uint64: true,
  bool: true,
  string: true,
};

/** The dtype under ONNX Runtime's name of it; they are the same where both have it. */
export const dtypeOf = (type: string): DType | undefined => (type in types ? (type as DType) : undefined);

export function toOrt(ort: OrtModule, { dtype, shape, data }: NDArray): OrtTensor {
  return new ort.Tensor(dtype, data, shape);
}

/** Half floats come as Float16Array where the platform has it. Throws on a type that arrays cannot have. */
export function fromOrt({ type, data, dims }: OrtTensor): NDArray {
  const dtype = dtypeOf(type);
  if (!dtype) throw new Error(`an output of type ${type} has no array`);
  const isBits = dtype !== "float16" || data instanceof Uint16Array;
  const { buffer, byteOffset, length } = data as Uint16Array;
  return {
    dtype,
    shape: [...dims],
    data: (isBits ? data : new Uint16Array(buffer, byteOffset, length)) as NDArray["data"],
  };
}
