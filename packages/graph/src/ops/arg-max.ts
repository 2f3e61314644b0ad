import { applyExtremum, extremum, extremumReference } from "../operators/extremum.ts";

export const ArgMax = extremum({
  name: "ArgMax",
  since: 13,
});

export const argMax = applyExtremum(ArgMax);

export const ArgMaxReference = extremumReference(ArgMax, {
  doc: "Where the largest element along an axis stands: the first of them, or the last on request.",
  beats: (a, b) => a > b,
});
