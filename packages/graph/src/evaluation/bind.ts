import { type Dim, DimError, type DimFactor, dimSymbols, dimTerms, evaluateDim } from "../types/dim.ts";
import type { TensorType } from "../types/tensor-type.ts";

/** The values of the symbols in a graph's inputs, given the shapes that are fed. */
export type Bindings = ReadonlyMap<string, number>;

/**
 * Finds each symbol's value. An expression with one symbol left is solved for it. Throws DimError when an input's rank or
 * a size contradicts what another says.
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
      if (!Number.isInteger(solved) || solved < 0)
        throw new DimError(
          `input ${name}, axis ${axis}: expected ${dim}, got ${size}, for which ${unknown[0]} is ${solved}`,
        );
      bindings.set(unknown[0]!, solved);
      return false;
    });
  }
  return bindings;
}

/** Solves dim = size for its only unknown symbol; undefined where the symbol does not stand in one term, by itself. */
function solve(dim: Dim, symbol: string, size: number, bindings: Bindings): number | undefined {
  const holds = (factor: DimFactor) =>
    "symbol" in factor ? factor.symbol === symbol : symbolsIn(factor).includes(symbol);
  const [factor, ...others] = dimTerms(dim).flatMap(({ factors }) => factors.filter(holds));
  if (!factor || !("symbol" in factor) || others.length > 0) return undefined;
  const at = (value: number) => evaluateDim(dim, (s) => (s === symbol ? value : bindings.get(s)));
  const slope = at(1) - at(0);
  return slope === 0 ? undefined : (size - at(0)) / slope;
}

const symbolsIn = (factor: Exclude<DimFactor, { readonly symbol: string }>): readonly string[] =>
  "smaller" in factor ? factor.smaller.flatMap(dimSymbols) : dimSymbols(factor.numerator);
