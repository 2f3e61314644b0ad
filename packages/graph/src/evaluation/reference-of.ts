import { type Operator, operatorId, type Reference } from "../operators/operator.ts";
import { standardReferences } from "../ops/references.ts";

/** How the reference of an operator is found; undefined where there is none. */
export type ReferenceLookup = (op: Operator) => Reference | undefined;

let standard: ReadonlyMap<string, Reference> | undefined;

/** What an operator computes, by its own reference or as an operator of ONNX; undefined where neither is there. */
export const referenceOf: ReferenceLookup = (op) => {
  if (op.reference) return op.reference;
  standard ??= new Map(standardReferences().map((reference) => [operatorId(reference.of), reference]));
  return standard.get(operatorId(op));
};
