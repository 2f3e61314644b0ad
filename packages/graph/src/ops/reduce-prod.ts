import { applyReduction, reduction, reductionReference } from "../operators/reduction.ts";

export const ReduceProd = reduction({
  name: "ReduceProd",
  since: 18,
});

export const reduceProd = applyReduction(ReduceProd);

export const ReduceProdReference = reductionReference(ReduceProd, {
  doc: "The product along axes.",
  start: 1,
  step: (total, x) => total * x,
});
