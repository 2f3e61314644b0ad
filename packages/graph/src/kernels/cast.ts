import { narrowHalf, widenHalf } from "../evaluation/precision.ts";
import { type DType, isFloat, isHalf } from "../types/dtype.ts";
import { fromNumbers, type NDArray, toNumbers } from "../types/ndarray.ts";

/** Converts elements as C does: towards zero to integers, through text for strings. */
export function castArray(array: NDArray, to: DType): NDArray {
  const { dtype, shape } = array;
  if (dtype === to) return array;
  if (to === "string") return { dtype: to, shape, data: Array.from(toNumbers(widenHalf(array)), (x) => `${x}`) };
  const from =
    dtype === "string" ? Float64Array.from(array.data as string[], parseNumber) : toNumbers(widenHalf(array));
  if (isHalf(to)) return narrowHalf({ dtype: "float32", shape, data: Float32Array.from(from) }, to);
  const values = isFloat(to) || to === "bool" ? from : Float64Array.from(from, Math.trunc);
  return { dtype: to, shape, data: fromNumbers(to, values) };
}

function parseNumber(text: string): number {
  const special: Record<string, number> = { inf: Infinity, "+inf": Infinity, "-inf": -Infinity, nan: Number.NaN };
  const value = special[text.trim().toLowerCase()] ?? Number(text);
  return value;
}
