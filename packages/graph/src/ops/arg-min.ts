import { applyExtremum, extremum } from "../operators/extremum.ts";

export const ArgMin = extremum({
  name: "ArgMin",
  since: 13,
  doc: "Where the smallest element along an axis stands: the first of them, or the last on request.",
  beats: (a, b) => a < b,
});

export const argMin = applyExtremum(ArgMin);
