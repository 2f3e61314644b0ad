import { canCast, type StoredDType } from "@transonnx/checkpoint";
import type { DType } from "@transonnx/graph";
import { graphPartsOf, type PreparedExport } from "../prepare/prepare-export.ts";

/** Tensors of one stored dtype that are cast while they are copied. */
export interface CastSummary {
  readonly from: StoredDType;
  readonly to: DType;
  readonly tensors: number;
}

/** The tensors of an export that are cast while they are copied, by what they are stored as. */
export function castsOf(prepared: PreparedExport): CastSummary[] {
  const { tensors } = prepared.checkpoint;
  const counts = new Map<StoredDType, number>();
  for (const name of new Set(graphPartsOf(prepared).flatMap(({ graph }) => [...graph.parameters]))) {
    const { dtype } = tensors.get(name)!;
    if (dtype !== "float32" && canCast(dtype, "float32")) counts.set(dtype, (counts.get(dtype) ?? 0) + 1);
  }
  return [...counts].map(([from, tensors]) => ({ from, to: "float32", tensors }));
}
