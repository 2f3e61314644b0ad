import type { AttributeValues } from "../operators/attributes.ts";
import type { Operator } from "../operators/operator.ts";
import { knownType } from "../tensors/constant.ts";
import { topologicalOrder } from "../tensors/order.ts";
import type { Tensor } from "../tensors/tensor.ts";
import type { NDArray } from "../types/ndarray.ts";
import { narrowHalf, type Precision, promote, widenHalf } from "./precision.ts";
import { type ReferenceLookup, referenceOf } from "./reference-of.ts";

type MaybeArray = NDArray | undefined;

/** An operator that cannot be computed: it has no body, and no reference that is looked up. */
export class MissingReferenceError extends Error {
  override name = "MissingReferenceError";
  readonly operator: string;
  constructor(op: Operator) {
    super(`${op.name} has no reference: an operator of one's own is computed by the evaluate that primitive is given`);
    this.operator = op.name;
  }
}

/**
 * Computes an operator by definition: a primitive by its kernel, a composite through its body. Throws MissingReferenceError,
 * and what a kernel throws.
 */
export const run = (
  op: Operator,
  inputs: readonly MaybeArray[],
  attributes: AttributeValues,
  outputs: number,
  precision: Precision = "float32",
): readonly NDArray[] => runBy(referenceOf, op, inputs, attributes, outputs, precision);

/** `run` with the references that `lookup` has: what a bundle holds is then those, and no others. */
export function runBy(
  lookup: ReferenceLookup,
  op: Operator,
  inputs: readonly MaybeArray[],
  attributes: AttributeValues,
  outputs: number,
  precision: Precision = "float32",
): readonly NDArray[] {
  if (!op.expand) return runKernel(lookup, op, inputs, attributes, outputs).map((array) => promote(array, precision));
  const placeholders = inputs.map((array, i): Tensor | undefined => array && placeholder(array, i, precision));
  const results = op.expand(placeholders, attributes, outputs).slice(0, outputs);
  return runBody(lookup, results, (name) => inputs[Number(name)]!, precision);
}

/** The body's constants are float32, so its inputs must look so too; the arrays behind them keep their precision. */
function placeholder(array: NDArray, i: number, precision: Precision): Tensor {
  const type = knownType(array);
  const dtype = precision === "float64" && type.dtype === "float64" ? "float32" : type.dtype;
  return { type: { ...type, dtype }, source: { kind: "input", name: `${i}` } };
}

function runBody(
  lookup: ReferenceLookup,
  results: readonly Tensor[],
  feed: (name: string) => NDArray,
  precision: Precision,
): readonly NDArray[] {
  const values = new Map<Tensor, NDArray>();
  const done = new Map<object, readonly NDArray[]>();
  const valueOf = (tensor: Tensor): NDArray => {
    const { source } = tensor;
    if (source.kind === "node") return done.get(source.node)![source.index]!;
    const known = values.get(tensor);
    if (known) return known;
    if (source.kind === "constant") {
      const value = promote(source.value, precision);
      values.set(tensor, value);
      return value;
    }
    if (source.kind === "input") return feed(source.name);
    throw new Error(`a composite's body must not hold a ${source.kind} of its own`);
  };
  for (const node of topologicalOrder(results)) {
    const inputs = node.inputs.map((t) => t && valueOf(t));
    done.set(node, runBy(lookup, node.op, inputs, node.attributes, node.outputs.length, precision));
  }
  return results.map(valueOf);
}

/** Half floats are computed in float32 and rounded back: the reading that ONNX's own reference follows. */
function runKernel(
  lookup: ReferenceLookup,
  op: Operator,
  inputs: readonly MaybeArray[],
  attributes: AttributeValues,
  outputs: number,
): readonly NDArray[] {
  const evaluate = lookup(op)?.evaluate;
  if (!evaluate) throw new MissingReferenceError(op);
  const half = inputs.find((x) => x?.dtype === "float16" || x?.dtype === "bfloat16");
  if (!half) return evaluate(inputs, attributes, outputs);
  const types = op.infer(
    inputs.map((x) => x && knownType(x)),
    attributes,
    outputs,
  );
  return evaluate(
    inputs.map((x) => x && widenHalf(x)),
    attributes,
    outputs,
  ).map((array, i) => narrowHalf(array, types[i]!.dtype));
}
