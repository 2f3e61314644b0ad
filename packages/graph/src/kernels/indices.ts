import { type NDArray, toNumbers } from "../types/ndarray.ts";

/** Indices counted from 0; throws where one lies outside of [-size, size). */
export function normalizeIndices(indices: NDArray, size: number, axis: number): Float64Array {
  const from = toNumbers(indices);
  const out = new Float64Array(from.length);
  for (let i = 0; i < from.length; i++) {
    const index = from[i]!;
    if (index < -size || index >= size) throw new Error(`index ${index} is outside of axis ${axis} of size ${size}`);
    out[i] = index < 0 ? index + size : index;
  }
  return out;
}
