import {
  type ByteSource,
  type Checkpoint,
  castChunks,
  ITEM_SIZE,
  type StoredDType,
  type StoredTensor,
} from "@transonnx/checkpoint";
import type { Tensor } from "@transonnx/graph";
import type { WeightResolver } from "../lowering/to-graph-spec.ts";
import { ReadAhead } from "./read-ahead.ts";
import type { WeightsMode } from "./weights-mode.ts";

/** Where the bytes of a graph's parameters come from, and what the answers ask for besides. */
export interface ParameterData {
  readonly resolve: WeightResolver;
  /** The checkpoint's files that have to come beside the model, by name. Filled by `resolve`. */
  readonly linked: ReadonlyMap<string, ByteSource>;
  /** Says in which order the parameters will be written, so that they are read ahead. */
  readInOrder(parameters: readonly string[]): void;
}

export function parameterData({ tensors, format }: Checkpoint, mode?: WeightsMode): ParameterData {
  const linked = new Map<string, ByteSource>();
  let reader = new ReadAhead([]);
  return {
    linked,
    readInOrder(parameters) {
      reader = new ReadAhead(parameters.map((name) => tensors.get(name)!));
    },
    resolve(name, tensor) {
      const stored = tensors.get(name)!;
      const dtype = dtypeOf(tensor);
      const { range } = stored;
      const asItIs = stored.dtype === dtype && format === "safetensors" && range && range.length > 0;
      if (mode === "link" && asItIs) {
        linked.set(stored.file, range.source);
        return { external: { location: stored.file, offset: range.offset, length: range.length } };
      }
      return {
        byteLength: castLength(stored, dtype),
        chunks: () => castChunks(stored.dtype, dtype, reader.chunks(stored)),
      };
    },
  };
}

/** The dtype that the graph computes in, which is one of those that are stored. */
const dtypeOf = (tensor: Tensor): StoredDType => tensor.type.dtype as StoredDType;

/** Bytes of a tensor in another dtype. */
export const castLength = (stored: StoredTensor, dtype: StoredDType): number =>
  (stored.byteLength / ITEM_SIZE[stored.dtype]) * ITEM_SIZE[dtype];
