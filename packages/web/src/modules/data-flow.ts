import type { PlacedNode } from "./modules-of.ts";

/** Operators that give what they get in another shape: what reads them reads what they read. */
const RESHAPING = new Set(["Flatten", "Identity", "Reshape", "Squeeze", "Unsqueeze"]);

const NOTHING: ReadonlySet<number> = new Set();

/**
 * Which modules within one read what others of them compute. What is computed between them, by the module itself or
 * by none, is passed through: of `dense(x + norm(y))`, `dense` reads `norm`. `depth` is that of the module. Nodes are in the order in which they run; an edge that
 * leads back is left out.
 */
export function dataFlow(
  nodes: readonly PlacedNode[],
  depth: number,
  children: readonly string[],
): readonly (readonly [number, number])[] {
  const indexOf = new Map(children.map((name, index) => [name, index]));
  const sources = new Map<string, ReadonlySet<number>>();
  const edges = new Map<string, readonly [number, number]>();
  for (const { node, scope } of nodes) {
    const child = indexOf.get(scope[depth] ?? "");
    const read = union(node.inputs.map((input) => sources.get(input) ?? NOTHING));
    if (child !== undefined) for (const from of read) if (from < child) edges.set(`${from} ${child}`, [from, child]);
    const passes = child === undefined || RESHAPING.has(node.opType);
    const given = passes ? read : new Set([child]);
    for (const output of node.outputs) sources.set(output, given);
  }
  return withoutShortcuts([...edges.values()]);
}

function union(sets: readonly ReadonlySet<number>[]): ReadonlySet<number> {
  const [first = NOTHING, ...others] = sets.filter(({ size }) => size > 0);
  return others.length === 0 ? first : new Set([first, ...others].flatMap((set) => [...set]));
}

/** The residual of a layer reads what came many modules before: an edge beside a longer way says nothing new to the eye. */
function withoutShortcuts(edges: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const next = new Map<number, number[]>();
  for (const [from, to] of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const reaches = (from: number, to: number, seen: Set<number>): boolean =>
    (next.get(from) ?? []).some((step) => {
      if (step > to || seen.has(step)) return false;
      seen.add(step);
      return step === to || reaches(step, to, seen);
    });
  return edges.filter(
    ([from, to]) => !(next.get(from) ?? []).some((step) => step !== to && step < to && reaches(step, to, new Set())),
  );
}
