import type { NDArray } from "@transonnx/graph";
import { type NodeSpec, toTensor, type ValueSpec } from "@transonnx/onnx";
import { MergeError } from "./merge-error.ts";

/**
 * A node that gives a tensor without elements in place of an output: 0 at its first free axis, 1 at the others, as optimum has
 * it. @throws MergeError where the output has no free axis, or elements that ONNX packs
 */
export function emptyOutput({ name, dtype, shape }: ValueSpec): NodeSpec {
  const free = shape.findIndex((size) => typeof size !== "number");
  const sizes = shape.map((size, axis) => (typeof size === "number" ? size : axis === free ? 0 : 1));
  const empty =
    free < 0 || dtype === "undefined"
      ? undefined
      : toTensor({ name: "", dtype, shape: sizes, data: dtype === "string" ? [] : new Uint8Array() });
  if (!empty)
    throw new MergeError(`the decoder with past does not give the output "${name}", and nothing can stand in for it`, {
      expected: "an output with a free axis, which can be without elements",
      found: `${dtype}[${shape.join(", ")}]`,
      advice: "Give the output in both decoders",
    });
  return {
    opType: "Constant",
    domain: "",
    name: `${name}/Constant`,
    inputs: [],
    outputs: [name],
    attributes: { value: { kind: "tensor", value: empty as NDArray } },
  };
}
