import type { NDArray } from "@transonnx/graph";

/** Each case reads every weight again; those of models up to this size (BERT-base has 440 MB) stay in memory. */
const KEPT_BYTES = 512 * 2 ** 20;

/** The same tensors, each asked for once as long as all that were kept stay below `limit` bytes. */
export function keepParameters(
  parameter: (name: string) => NDArray | Promise<NDArray>,
  limit: number = KEPT_BYTES,
): (name: string) => Promise<NDArray> {
  const kept = new Map<string, NDArray>();
  let bytes = 0;
  return async (name) => {
    const known = kept.get(name);
    if (known) return known;
    const array = await parameter(name);
    const size = Array.isArray(array.data) ? 0 : array.data.byteLength;
    if (bytes + size <= limit) {
      bytes += size;
      kept.set(name, array);
    }
    return array;
  };
}
