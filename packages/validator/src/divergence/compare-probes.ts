import {
  type EvaluateOptions,
  evaluate,
  isFloat,
  type NDArray,
  sizeOf,
  type Tensor,
  toNumbers,
} from "@transonnx/graph";
import { type Difference, differenceOf } from "../compare/difference.ts";
import { type Probe, probeKey } from "./probes.ts";

/** How a probe's value compares with the counterpart that is nearest. */
export interface ProbeResult extends Difference {
  /** The largest difference as a share of the values. */
  readonly relative: number;
  /** Integers and booleans hide what they are made of: that one agrees says nothing about the values before it. */
  readonly isFloat: boolean;
}

/**
 * Evaluates the reference and compares each value with the probes of its key; nothing is kept. Several nodes of a path may
 * have one key: a probe agrees where any of them does. Shapes may differ, as reshapes move when a graph is lowered. Probes
 * that the reference has no counterpart of are missing from the result.
 */
export async function compareProbes(
  outputs: readonly Tensor[],
  options: EvaluateOptions,
  probes: readonly Probe[],
  found: Readonly<Record<string, NDArray>>,
): Promise<ReadonlyMap<Probe, ProbeResult>> {
  const byKey = grouped(probes);
  const results = new Map<Probe, ProbeResult>();
  await evaluate(outputs, {
    ...options,
    onNode(node, values) {
      values.forEach((expected, i) => {
        for (const probe of byKey.get(probeKey(node.scope, node.op.name, i)) ?? []) {
          const value = found[probe.value];
          if (!value || value.dtype !== expected.dtype || sizeOf(value.shape) !== sizeOf(expected.shape)) continue;
          const result = relativeDifference(expected, value);
          const known = results.get(probe);
          if (!known || !(known.relative <= result.relative)) results.set(probe, result);
        }
      });
    },
  });
  return results;
}

function grouped(probes: readonly Probe[]): Map<string, Probe[]> {
  const groups = new Map<string, Probe[]>();
  for (const probe of probes) groups.set(probe.key, [...(groups.get(probe.key) ?? []), probe]);
  return groups;
}

/**
 * The largest difference as a share of the element that is expected, or of the largest one where that is more, as sums of large
 * values are no more exact when they come out small. NaN counts as infinitely far.
 */
function relativeDifference(expected: NDArray, found: NDArray): ProbeResult {
  const [want, got] = [toNumbers(expected), toNumbers(found)];
  const scale = scaleOf(want);
  let relative = 0;
  for (let i = 0; i < want.length; i++) {
    const [a, b] = [want[i]!, got[i]!];
    if (a === b || (Number.isNaN(a) && Number.isNaN(b))) continue;
    const share = Math.abs(a - b) / Math.max(Math.abs(a), scale);
    relative = Number.isFinite(share) ? Math.max(relative, share) : Number.POSITIVE_INFINITY;
  }
  return { ...differenceOf(expected, found, { atol: 0, rtol: 0 }), relative, isFloat: isFloat(expected.dtype) };
}

/** Additive masks are at least this large, and this many times larger than what they are added to. */
const MASK = 1000;

/** The largest absolute value, without those of a mask that is added: beside -3e38 every difference would be nothing. */
function scaleOf(values: ArrayLike<number>): number {
  const sizes = Float64Array.from(values, Math.abs)
    .filter((size) => size > 0 && Number.isFinite(size))
    .sort();
  for (let i = sizes.length - 1; i > 0 && sizes[i]! >= MASK; i--)
    if (sizes[i]! >= MASK * sizes[i - 1]!) return sizes[i - 1]!;
  return sizes.at(-1) ?? 1;
}
