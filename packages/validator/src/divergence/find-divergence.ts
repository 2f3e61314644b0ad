import type { NDArray, Tensor } from "@transonnx/graph";
import { isRuntimeError, messageOf } from "../errors.ts";
import type { ModelFile } from "../model/model-file.ts";
import type { Runtime, SessionOptions } from "../runtime/runtime.ts";
import { compareProbes, type ProbeResult } from "./compare-probes.ts";
import { expandWhere } from "./expand-where.ts";
import { ancestors, type Probe, probeKey, probesOf } from "./probes.ts";

/** The first node whose value is not the reference's, or why none is known. */
export type Divergence =
  | {
      /** The node's name in the file: the path of its parameters, a slash, the operator. */
      readonly node: string;
      readonly path: string;
      readonly op: string;
      readonly maxDifference: number;
      readonly at: readonly number[];
      readonly expected: number;
      readonly found: number;
      /** Initializers that it reads. */
      readonly initializers: readonly string[];
    }
  | { readonly reason: string };

export interface DivergenceSearch {
  readonly runtime: Runtime;
  readonly session?: SessionOptions | undefined;
  readonly file: ModelFile;
  readonly outputs: readonly Tensor[];
  readonly inputs: Readonly<Record<string, NDArray>>;
  /** What the runtime gets, where that is not the same. */
  readonly feeds: Readonly<Record<string, NDArray>>;
  readonly parameter: (name: string) => NDArray | Promise<NDArray>;
  /** How far the outputs are off, as a share of their largest value. */
  readonly relative: number;
  /** Default 256. */
  readonly mostProbes?: number;
}

/** Values asked for in one run: each is copied out of the runtime, and large models have thousands. */
const MOST_PROBES = 256;

/** What another order of float32 arithmetic makes of a value after many layers, as a share of it. A smaller difference is none. */
const NOISE = 5e-6;

/**
 * What causes a difference in the outputs is at least this share as large. Smaller ones may be noise that grew: they are taken
 * neither for the cause nor for a sign that all before them is right.
 */
const CAUSE_SHARE = 0.01;

/**
 * Runs a copy of the model that gives intermediate values, and compares those whose node's path and operator the reference
 * has too. Where there are many, some are chosen first, then some of those that the first wrong one depends on and no right
 * one does, until none is left. A body that a PatchingSpec writes for an operator, with the operators of the definition in
 * another order, may be named although it is right: what is found is where to look, not a proof.
 */
export async function findDivergence(search: DivergenceSearch): Promise<Divergence> {
  const { graph } = search.file;
  const all = probesOf(graph);
  const keys = new Set(all.map(({ key }) => key));
  const reference = expandWhere(search.outputs, (node) => !keys.has(probeKey(node.scope, node.op.name, 0)));
  const limit = Number.isFinite(search.relative) ? Math.max(NOISE, search.relative * CAUSE_SHARE) : NOISE;

  const right = new Set<string>();
  let wrong: { probe: Probe; result: ProbeResult } | undefined;
  let compared = 0;
  let open = all;
  while (open.length > 0) {
    const chosen = spread(open, search.mostProbes ?? MOST_PROBES);
    const results = await run(search, reference, chosen);
    if (typeof results === "string") return { reason: results };
    compared += results.size;
    const first = chosen.find((probe) => !((results.get(probe)?.relative ?? 0) <= limit));
    if (first) wrong = { probe: first, result: results.get(first)! };
    for (const [probe, { relative, isFloat }] of results) if (isFloat && relative <= NOISE) right.add(probe.value);
    const settled = ancestors(graph, right);
    const suspects = wrong && ancestors(graph, wrong.probe.node.inputs);
    const tried = new Set(chosen);
    open = open.filter(
      (probe) => !tried.has(probe) && !settled.has(probe.node.name) && (!suspects || suspects.has(probe.node.name)),
    );
  }
  if (wrong) return describe(wrong.probe, wrong.result, search.file);
  return {
    reason:
      compared === 0
        ? "no value of the file has a counterpart in the reference: its nodes are not named by path and operator"
        : `all ${compared} values that the reference has too agree when they are asked for: the difference arises after them, or where the runtime fuses nodes`,
  };
}

/** What the probes that have counterparts give; text where the copy of the model cannot be run. */
async function run(
  { runtime, session: options, file, inputs, feeds, parameter }: DivergenceSearch,
  reference: readonly Tensor[],
  probes: readonly Probe[],
): Promise<ReadonlyMap<Probe, ProbeResult> | string> {
  try {
    const session = await runtime.open(await file.withOutputs(probes.map(({ value }) => value)), options);
    try {
      return await compareProbes(reference, { inputs, parameter }, probes, await session.run(feeds));
    } finally {
      await session.close();
    }
  } catch (thrown) {
    if (!isRuntimeError(thrown)) throw thrown;
    return `intermediate values cannot be computed: ${messageOf(thrown)}`;
  }
}

/** At most `most` of a list, evenly spaced, the last one included. */
const spread = <T>(list: readonly T[], most: number): readonly T[] =>
  list.length <= most
    ? list
    : Array.from({ length: most }, (_, i) => list[Math.floor(((i + 1) * list.length) / most) - 1]!);

function describe({ node, key }: Probe, result: ProbeResult, { graph }: ModelFile): Divergence {
  const { maxDifference, at, expected, found } = result;
  const stored = new Set(graph.initializers.map(({ name }) => name));
  return {
    node: node.name,
    path: key.slice(0, key.lastIndexOf("/")),
    op: node.opType,
    maxDifference,
    at,
    expected,
    found,
    initializers: node.inputs.filter((name) => stored.has(name)),
  };
}
