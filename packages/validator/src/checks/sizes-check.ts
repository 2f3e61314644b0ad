import type { ValidationCase } from "../cases/make-cases.ts";
import { type Check, notRun, passed } from "./check.ts";
import type { Interface } from "./interface-checks.ts";

/** Whether the cases that ran had at least two sizes of every free axis; `fixed` ones have one. */
export function sizesChecks(
  inputs: Interface,
  cases: readonly ValidationCase[],
  fixed: Readonly<Record<string, number>> = {},
): Check[] {
  const sizes = new Map<string, Set<number>>();
  for (const type of Object.values(inputs))
    for (const symbol of type.shape) if (typeof symbol === "string" && !(symbol in fixed)) sizes.set(symbol, new Set());
  for (const { inputs: fed } of cases)
    for (const [symbol, size] of boundSizes(inputs, fed)) sizes.get(symbol)?.add(size);
  return [...sizes].map(([subject, seen]) => {
    const place = { check: "sizes", subject } as const;
    if (seen.size > 1) return passed(place);
    return notRun(place, seen.size === 1 ? `only size ${[...seen][0]} was run` : "no case ran");
  });
}

/** Sizes of the dims, which may be expressions, by their text. */
function boundSizes(inputs: Interface, fed: ValidationCase["inputs"]): [string, number][] {
  return Object.entries(inputs).flatMap(([name, { shape }]) =>
    shape.flatMap((symbol, axis): [string, number][] => {
      const size = fed[name]?.shape[axis];
      return typeof symbol === "string" && size !== undefined ? [[symbol, size]] : [];
    }),
  );
}
