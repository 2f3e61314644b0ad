import { applyExtremum, extremum } from "../operators/extremum.ts";

export const ArgMax = extremum({
  name: "ArgMax",
  since: 13,
  doc: "Where the largest element along an axis stands: the first of them, or the last on request.",
  beats: (a, b) => a > b,
});

export const argMax = applyExtremum(ArgMax);
