import type { Dim } from "@transonnx/graph";
import { printType, type ValueSpec } from "@transonnx/onnx";
import { MergeError } from "./merge-error.ts";

/**
 * An input or output of both decoders as the merged model declares it: the decoder's, where a size that is a number in one
 * alone is free. @throws MergeError where the types differ
 */
export function unifyValue(what: "input" | "output", value: ValueSpec, withPast: ValueSpec | undefined): ValueSpec {
  if (!withPast) return value;
  const shape = value.shape.map((size, axis) => unifyDim(size, withPast.shape[axis]!));
  const alike = value.dtype === withPast.dtype && value.shape.length === withPast.shape.length;
  if (!alike || value.type || withPast.type || shape.includes(undefined))
    throw new MergeError(`the ${what} "${value.name}" differs`, {
      expected: `${printType(value)}, as the decoder without past has it`,
      found: printType(withPast),
      advice: "Export both decoders from one checkpoint, with one configuration",
    });
  return { ...value, shape: shape as Dim[] };
}

/** A size of both; undefined where there is none. */
function unifyDim(a: Dim, b: Dim): Dim | undefined {
  if (a === b || typeof a === "string") return a;
  return typeof b === "string" ? b : undefined;
}
