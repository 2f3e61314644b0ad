import { type EvaluateOptions, evaluate, type NDArray, sizeOf, type Tensor } from "@transonnx/graph";
import { type Difference, differenceOf } from "../compare/difference.ts";
import { type Probe, probeKey } from "./probes.ts";

/** How a probe's value compares with the counterpart that is nearest. */
export interface ProbeResult extends Difference {
  /** The largest difference as a share of the largest value. */
  readonly relative: number;
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

/** NaN counts as infinitely far. */
function relativeDifference(expected: NDArray, found: NDArray): ProbeResult {
  const difference = differenceOf(expected, found, { atol: 0, rtol: 0 });
  const { maxDifference, scale } = difference;
  const share = maxDifference === 0 ? 0 : maxDifference / (scale === 0 ? 1 : scale);
  return { ...difference, relative: Number.isNaN(share) ? Number.POSITIVE_INFINITY : share };
}
