import type { Dim } from "../types/dim.ts";
import type { KnownType } from "../types/tensor-type.ts";

/** f of known vectors or scalars, element by element. */
export function pairwise(
  a: KnownType,
  b: KnownType,
  f: (a: Dim, b: Dim) => Dim | undefined,
): readonly Dim[] | undefined {
  const [left, right] = [a.elements, b.elements];
  if (!left || !right) return undefined;
  const at = (elements: readonly Dim[], i: number) => elements[elements.length === 1 ? 0 : i]!;
  const length = left.length === 1 ? right.length : left.length;
  const out = Array.from({ length }, (_, i) => f(at(left, i), at(right, i)));
  return out.every((d) => d !== undefined) ? out : undefined;
}
