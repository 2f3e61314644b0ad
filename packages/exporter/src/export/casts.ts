import type { StoredDType } from "@transonnx/checkpoint";
import { canCast } from "@transonnx/checkpoint";
import type { PreparedExport } from "../prepare/prepare-export.ts";
import type { CastSummary } from "./summary.ts";

/** The tensors of an export that are cast while they are copied, by what they are stored as. */
export function castsOf({ checkpoint, parts }: PreparedExport): CastSummary[] {
  const counts = new Map<StoredDType, number>();
  for (const name of new Set(parts.flatMap(({ graph }) => [...graph.parameters]))) {
    const { dtype } = checkpoint.tensors.get(name)!;
    if (dtype !== "float32" && canCast(dtype, "float32")) counts.set(dtype, (counts.get(dtype) ?? 0) + 1);
  }
  return [...counts].map(([from, tensors]) => ({ from, to: "float32", tensors }));
}
