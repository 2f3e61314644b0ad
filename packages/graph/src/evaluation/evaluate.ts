import type { Node } from "../tensors/node.ts";
import { topologicalOrder } from "../tensors/order.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { evaluateDim } from "../types/dim.ts";
import { TRANSONNX_ERROR } from "../types/error-brand.ts";
import { arrayOf, type NDArray } from "../types/ndarray.ts";
import { showType, type TensorType } from "../types/tensor-type.ts";
import { type Bindings, bindDims } from "./bind.ts";
import { type Precision, promote } from "./precision.ts";
import { run } from "./run.ts";
import { Uses } from "./uses.ts";

/** What a graph is evaluated with. */
export interface EvaluateOptions {
  /** The values that the user passes, by input name. */
  readonly inputs: Readonly<Record<string, NDArray>>;
  /** Fetches a checkpoint's tensor. It is fetched when it is first needed and let go after its last use. */
  readonly parameter?: (name: string) => NDArray | Promise<NDArray>;
  /** What float32 is computed in; default float32. */
  readonly precision?: Precision;
  /** Called after each node, in order, with its outputs. */
  readonly onNode?: (node: Node, outputs: readonly NDArray[]) => void;
}

/** A node could not be computed; the message starts with its place. */
export class EvaluationError extends Error {
  override name = "EvaluationError";
  declare readonly [TRANSONNX_ERROR]: true;
  // Bundlers keep a class whose fields have computed names, also where nothing is evaluated.
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    Object.assign(this, { [TRANSONNX_ERROR]: true });
  }
}

/**
 * Computes tensors by definition: the reference that everything else is held against. Every node's result is checked
 * against its inferred type. Throws EvaluationError, and DimError where the inputs' sizes contradict each other.
 */
export async function evaluate(outputs: readonly Tensor[], options: EvaluateOptions): Promise<readonly NDArray[]> {
  const { precision = "float32", onNode } = options;
  const order = topologicalOrder(outputs);
  const bindings = bindInputs(order, outputs, options.inputs);
  const uses = new Uses(order, outputs);
  const values = new Map<object, NDArray>();
  const results = new Map<Node, (NDArray | undefined)[]>();

  const fetch = async (tensor: Tensor): Promise<NDArray> => {
    const { source, type } = tensor;
    if (source.kind === "node") return results.get(source.node)![source.index]!;
    const known = values.get(tensor);
    if (known) return known;
    const value = promote(await leaf(tensor, options, bindings), precision);
    checkType(value, type, bindings, source.kind === "constant" || source.kind === "sizes" ? source.kind : source.name);
    values.set(tensor, value);
    return value;
  };
  const release = (tensor: Tensor) => {
    if (uses.take(tensor) > 0) return;
    values.delete(tensor);
    if (tensor.source.kind === "node") results.get(tensor.source.node)![tensor.source.index] = undefined;
  };

  for (const node of order) {
    const inputs: (NDArray | undefined)[] = [];
    for (const tensor of node.inputs) inputs.push(tensor && (await fetch(tensor)));
    let computed: readonly NDArray[];
    try {
      computed = run(node.op, inputs, node.attributes, node.outputs.length, precision);
    } catch (cause) {
      const shown = inputs.map((x) => (x ? showType(x) : "-")).join(", ");
      throw new EvaluationError(`${node.scope || "graph"}: ${node.op.name}(${shown}): ${(cause as Error).message}`, {
        cause,
      });
    }
    node.outputs.forEach((type, i) => {
      checkType(computed[i]!, type, bindings, `${node.scope}/${node.op.name}`);
    });
    onNode?.(node, computed);
    results.set(
      node,
      computed.map((value, i) => (uses.areLeft(node, i) ? value : undefined)),
    );
    for (const tensor of node.inputs) if (tensor) release(tensor);
  }
  return Promise.all(outputs.map(fetch));
}

async function leaf({ source, type }: Tensor, options: EvaluateOptions, bindings: Bindings): Promise<NDArray> {
  switch (source.kind) {
    case "input": {
      const value = options.inputs[source.name];
      if (!value) throw new EvaluationError(`input "${source.name}" (${showType(type)}) is missing`);
      return value;
    }
    case "parameter":
      if (!options.parameter)
        throw new EvaluationError(`parameter "${source.name}" is needed, but no source of parameters is given`);
      return options.parameter(source.name);
    case "constant":
      return source.value;
    case "sizes": {
      const sizes = source.sizes.map((dim) => evaluateDim(dim, (symbol) => bindings.get(symbol)));
      return arrayOf("int64", type.shape.length === 0 ? [] : [sizes.length], sizes);
    }
    case "node":
      throw new EvaluationError("a node's output is no leaf");
  }
}

function bindInputs(order: readonly Node[], outputs: readonly Tensor[], given: EvaluateOptions["inputs"]): Bindings {
  const types = new Map<string, TensorType>();
  const note = (t: Tensor | undefined) => t?.source.kind === "input" && types.set(t.source.name, t.type);
  for (const node of order) node.inputs.forEach(note);
  outputs.forEach(note);
  for (const name of types.keys())
    if (!given[name]) throw new EvaluationError(`input "${name}" (${showType(types.get(name)!)}) is missing`);
  return bindDims(types, (name) => given[name]!.shape);
}

function checkType(value: NDArray, type: TensorType, bindings: Bindings, place: string): void {
  const expected = type.shape.map((dim) => evaluateDim(dim, (symbol) => bindings.get(symbol)));
  const dtype = value.dtype === "float64" && type.dtype === "float32" ? "float32" : value.dtype;
  if (dtype !== type.dtype || expected.length !== value.shape.length || expected.some((d, i) => d !== value.shape[i]))
    throw new EvaluationError(
      `${place}: expected ${showType(type)} = [${expected.join(", ")}], got ${showType(value)}`,
    );
}
