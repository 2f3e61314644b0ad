type Combine = <T extends number | bigint>(old: T, update: T) => T;

/** What an update does to the element that is there. */
const reductions: Readonly<Record<string, Combine>> = {
  none: (_, update) => update,
  add: (old, update) => ((old as number) + (update as number)) as typeof old,
  mul: (old, update) => ((old as number) * (update as number)) as typeof old,
  max: (old, update) => (update > old ? update : old),
  min: (old, update) => (update < old ? update : old),
};

/** The reduction of that name. Throws where there is none. */
export function reductionOf(name: string): Combine {
  if (!Object.hasOwn(reductions, name))
    throw new Error(`reduction "${name}" is none of ${Object.keys(reductions).join(", ")}`);
  return reductions[name]!;
}
