import { addDims, type Dim, DimError, dimSymbols, dimTerms, evaluateDim } from "../types/dim.ts";
import type { TensorType } from "../types/tensor-type.ts";

/** The values of the symbols in a graph's inputs, given the shapes that are fed. */
export type Bindings = ReadonlyMap<string, number>;

/**
 * Finds each symbol's value. An expression with one symbol left is solved for it. Throws when an input's rank or a
 * size contradicts what another says.
 */
export function bindDims(
  inputs: Iterable<readonly [name: string, type: TensorType]>,
  shapeOf: (name: string) => readonly number[],
): Bindings {
  const bindings = new Map<string, number>();
  let open: { name: string; axis: number; dim: Dim; size: number }[] = [];
  for (const [name, { shape }] of inputs) {
    const fed = shapeOf(name);
    if (fed.length !== shape.length)
      throw new DimError(`input ${name} has shape [${fed.join(", ")}], expected [${shape.join(", ")}]`);
    shape.forEach((dim, axis) => {
      open.push({ name, axis, dim, size: fed[axis]! });
    });
  }
  for (let before = -1; before !== open.length && open.length > 0; ) {
    before = open.length;
    open = open.filter(({ name, axis, dim, size }) => {
      const unknown = dimSymbols(dim).filter((symbol) => !bindings.has(symbol));
      if (unknown.length === 0) {
        const expected = evaluateDim(dim, (symbol) => bindings.get(symbol));
        if (expected !== size)
          throw new DimError(
            `input ${name}, axis ${axis}: expected ${dim === expected ? dim : `${dim} = ${expected}`}, got ${size}`,
          );
        return false;
      }
      const solved = unknown.length === 1 ? solve(dim, unknown[0]!, size, bindings) : undefined;
      if (solved === undefined) return true;
      bindings.set(unknown[0]!, solved);
      return false;
    });
  }
  return bindings;
}

/** Solves coefficient * symbol + rest = size; undefined where the symbol is not linear in it. */
function solve(dim: Dim, symbol: string, size: number, bindings: Bindings): number | undefined {
  const terms = dimTerms(dim).filter(({ factors }) => factors.some((f) => "symbol" in f && f.symbol === symbol));
  const [term] = terms;
  if (terms.length !== 1 || term?.factors.length !== 1) return undefined;
  const at = (value: number) => evaluateDim(addDims(dim, 0), (s) => (s === symbol ? value : bindings.get(s)));
  const value = (size - at(0)) / term.coefficient;
  return Number.isInteger(value) && at(value) === size ? value : undefined;
}
