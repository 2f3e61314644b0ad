import type { Node } from "../tensors/node.ts";
import { currentScope } from "../tensors/scope.ts";
import type { NodeSource, Tensor } from "../tensors/tensor.ts";
import { TRANSONNX_ERROR } from "../types/error-brand.ts";
import type { KnownType } from "../types/tensor-type.ts";
import { showType } from "../types/tensor-type.ts";
import { type AttributeValues, completeAttributes } from "./attributes.ts";
import type { Operator } from "./operator.ts";

/** A graph that cannot be built: an operator does not accept what it is given. The message starts with the place. */
export class GraphError extends Error {
  override name = "GraphError";
  readonly [TRANSONNX_ERROR] = true;
  /** The path of the parameters that the code around it works with. */
  readonly scope: string;
  readonly operator: string;
  readonly problem: string;
  constructor(scope: string, operator: string, problem: string, shown: string, options?: ErrorOptions) {
    super(`${scope || "graph"}: ${operator}(${shown}): ${problem}`, options);
    this.scope = scope;
    this.operator = operator;
    this.problem = problem;
  }
}

/** Applies an operator and gives its first output. Throws GraphError. */
export const apply = (
  op: Operator,
  inputs: readonly (Tensor | undefined)[],
  attributes: AttributeValues = {},
): Tensor => applyAll(op, inputs, attributes, 1)[0]!;

/** Applies an operator and gives its first `outputs` outputs. Throws GraphError. */
export function applyAll(
  op: Operator,
  given: readonly (Tensor | undefined)[],
  attributes: AttributeValues,
  outputs: number,
): readonly Tensor<NodeSource>[] {
  const scope = currentScope();
  try {
    const inputs = withoutTrailing(given);
    checkArity(op, inputs);
    const complete = completeAttributes(op.attributes, attributes);
    const types = op.infer(
      inputs.map((t) => t?.type),
      complete,
      outputs,
    );
    if (types.length < outputs) throw new Error(`it has ${types.length} outputs, not ${outputs}`);
    const node: Node = { op, inputs, attributes: complete, outputs: types.slice(0, outputs), scope };
    return node.outputs.map((type, index) => ({ type, source: { kind: "node", node, index } }));
  } catch (cause) {
    // A composite's body reports its own place; the outermost operator is the one that the author wrote.
    const problem = cause instanceof GraphError ? `${cause.operator}: ${cause.problem}` : (cause as Error).message;
    throw new GraphError(scope, op.name, problem, given.map(show).join(", "), { cause });
  }
}

const show = (tensor: Tensor | undefined): string => (tensor ? showType(tensor.type as KnownType) : "-");

function withoutTrailing(inputs: readonly (Tensor | undefined)[]): readonly (Tensor | undefined)[] {
  let n = inputs.length;
  while (n > 0 && inputs[n - 1] === undefined) n--;
  return inputs.slice(0, n);
}

function checkArity(op: Operator, inputs: readonly (Tensor | undefined)[]): void {
  const variadic = op.inputs.at(-1)?.endsWith("...") ?? false;
  if (!variadic && inputs.length > op.inputs.length)
    throw new Error(`it takes ${op.inputs.length} inputs, got ${inputs.length}`);
  op.inputs.forEach((name, i) => {
    if (!name.endsWith("?") && inputs[i] === undefined) throw new Error(`input ${name.replace("...", "")} is missing`);
  });
  if (variadic && inputs.includes(undefined)) throw new Error("a list of inputs has no gaps");
}
