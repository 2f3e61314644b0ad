import { type NDArray, showType, stridesOf, toNumbers } from "@transonnx/graph";
import type { DontCare } from "./golden.ts";

/** A golden passes where no value is off by more than this times max(1, its output's largest value). */
export const GOLDEN_TOLERANCE = 1e-4;

/**
 * The largest difference of an output from the golden's, as a share of max(1, largest value). Throws where dtype, shape
 * or a not-a-number differ.
 */
export function goldenDifference(
  name: string,
  expected: NDArray,
  found: NDArray,
  dontCare: readonly DontCare[] = [],
): number {
  if (showType(expected) !== showType(found))
    throw new Error(`output ${name}: expected ${showType(expected)}, found ${showType(found)}`);
  const [want, got] = [toNumbers(expected), toNumbers(found)];
  const skip = skipper(name, expected.shape, dontCare);
  let largest = 1;
  let difference = 0;
  for (let i = 0; i < want.length; i++) {
    if (skip(i)) continue;
    largest = Math.max(largest, Math.abs(want[i]!));
    if (Number.isNaN(want[i]!) !== Number.isNaN(got[i]!))
      throw new Error(`output ${name}[${i}]: ${want[i]} against ${got[i]}`);
    if (want[i] !== got[i]) difference = Math.max(difference, Math.abs(want[i]! - got[i]!));
  }
  return difference / largest;
}

function skipper(name: string, shape: readonly number[], dontCare: readonly DontCare[]): (i: number) => boolean {
  const rules = dontCare.filter(({ output }) => output === name);
  if (rules.length === 0) return () => false;
  const strides = stridesOf(shape);
  const coordinate = (i: number, axis: number) => Math.floor(i / strides[axis]!) % shape[axis]!;
  return (i) =>
    rules.some(({ axes, at }) => at.some((place) => axes.every((axis, k) => coordinate(i, axis) === place[k])));
}
