import type { DType } from "../types/dtype.ts";
import { fromNumbers, type NDArray, toNumbers } from "../types/ndarray.ts";

/** Converts elements as C does: towards zero to integers, through text for strings. */
export function castArray(array: NDArray, to: DType): NDArray {
  const { dtype, shape } = array;
  if (dtype === to) return array;
  if (to === "string") return { dtype: to, shape, data: Array.from(toNumbers(array), (x) => `${x}`) };
  const from = dtype === "string" ? Float64Array.from(array.data as string[], parseNumber) : toNumbers(array);
  return { dtype: to, shape, data: fromNumbers(to, from) };
}

function parseNumber(text: string): number {
  const infinite = /^\s*([+-]?)inf\s*$/i.exec(text);
  return Number(infinite ? `${infinite[1]}Infinity` : text);
}
