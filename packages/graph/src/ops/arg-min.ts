import { applyExtremum, extremum, extremumReference } from "../operators/extremum.ts";

export const ArgMin = extremum({
  name: "ArgMin",
  since: 13,
});

export const argMin = applyExtremum(ArgMin);

export const ArgMinReference = extremumReference(ArgMin, {
  doc: "Where the smallest element along an axis stands: the first of them, or the last on request.",
  beats: (a, b) => a < b,
});
