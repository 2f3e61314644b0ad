import type { Operator, Reference } from "../operators/operator.ts";
import { standardReferences } from "../ops/references.ts";

/** How the reference of an operator is found; undefined where there is none. */
export type ReferenceLookup = (op: Operator) => Reference | undefined;

/** By name, as the operators of two copies of this package are two objects. */
const keyOf = ({ domain, name, since }: Operator): string => `${domain}:${name}:${since}`;

let standard: ReadonlyMap<string, Reference> | undefined;

/** What an operator computes, by its own reference or as an operator of ONNX; undefined where neither is there. */
export const referenceOf: ReferenceLookup = (op) => {
  if (op.reference) return op.reference;
  standard ??= new Map(standardReferences().map((reference) => [keyOf(reference.of), reference]));
  return standard.get(keyOf(op));
};
