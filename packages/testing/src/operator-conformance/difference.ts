import { type DType, type NDArray, showType, toNumbers } from "@transonnx/graph";

/** How far a value may be from the expected one: absolute + relative * |expected|. Other dtypes must be equal. */
const tolerances: { readonly [D in DType]?: { readonly absolute: number; readonly relative: number } } = {
  float64: { absolute: 1e-6, relative: 1e-5 },
  float32: { absolute: 1e-6, relative: 1e-5 },
  // One unit in the last place.
  float16: { absolute: 2 ** -12, relative: 2 ** -10 },
  bfloat16: { absolute: 2 ** -10, relative: 2 ** -7 },
};

/** What differs between two arrays, in words; undefined where nothing does. NaN equals NaN. */
export function difference(actual: NDArray, expected: NDArray): string | undefined {
  if (showType(actual) !== showType(expected)) return `expected ${showType(expected)}, got ${showType(actual)}`;
  if (expected.dtype === "string" || expected.dtype === "int64" || expected.dtype === "uint64") {
    const [a, e] = [actual.data as string[], expected.data as string[]];
    const at = e.findIndex((value, i) => value !== a[i]);
    return at < 0 ? undefined : `element ${at}: expected ${e[at]}, got ${a[at]}`;
  }
  const { absolute, relative } = tolerances[expected.dtype] ?? { absolute: 0, relative: 0 };
  const [a, e] = [toNumbers(actual), toNumbers(expected)];
  for (let i = 0; i < e.length; i++) {
    const [x, y] = [a[i]!, e[i]!];
    const near = Object.is(x, y) || x === y || Math.abs(x - y) <= absolute + relative * Math.abs(y);
    if (!near) return `element ${i}: expected ${y}, got ${x}`;
  }
  return undefined;
}
