import { applyReduction, reduction } from "../operators/reduction.ts";

export const ReduceProd = reduction({
  name: "ReduceProd",
  since: 18,
  doc: "The product along axes.",
  start: 1,
  step: (total, x) => total * x,
});

export const reduceProd = applyReduction(ReduceProd);
