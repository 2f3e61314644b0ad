import type { PreparedExport } from "../prepare/prepare-export.ts";

const mebibytes = (count: number): number => count * 2 ** 20;

/** Node with the packages of an export loaded and one graph of a few layers built. */
const PROCESS_BYTES = mebibytes(56);
/** The buffers of the reader and the writer, and of a cast between them. */
const BUFFER_BYTES = mebibytes(8);
/** A graph's share for each parameter that it reads: its nodes, their lowered forms, their encoded bytes. */
const BYTES_A_PARAMETER = 48 * 1024;
/** What is known of each tensor of the checkpoint. */
const BYTES_A_TENSOR = 1024;
/** Strided tensors of a PyTorch file are put in order block by block. */
const GATHER_BYTES = mebibytes(20);

/**
 * An estimate, on the high side, of the resident memory that an export takes in a process of its own. The weights' size
 * is no part of it: they pass in chunks.
 */
export function peakMemoryOf({ checkpoint, parts, merged }: PreparedExport): number {
  const graphs = [...parts, ...(merged ? [merged.noPast, merged.withPast] : [])];
  const parameters = graphs.flatMap(({ graph }) => [...graph.parameters]);
  const gathers = parameters.some((name) => !checkpoint.tensors.get(name)!.range);
  return (
    PROCESS_BYTES +
    BUFFER_BYTES +
    BYTES_A_PARAMETER * parameters.length +
    BYTES_A_TENSOR * checkpoint.tensors.size +
    (gathers ? GATHER_BYTES : 0)
  );
}
