import { type Operator, type Reference, referenceOf } from "@transonnx/graph";

/** The samples that an operator is tried on, at least one. Throws where it has no reference. */
export function samplesOf(op: Operator): Reference["samples"] {
  const samples = referenceOf(op)?.samples ?? [];
  if (samples.length > 0) return samples as Reference["samples"];
  throw new Error(
    `${op.name} has no samples: nothing says what it computes. Give primitive or composite its doc and samples, a primitive its evaluate`,
  );
}
