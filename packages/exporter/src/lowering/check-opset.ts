import { TransonnxError } from "@transonnx/core";
import { type Tensor, topologicalOrder } from "@transonnx/graph";

/** A graph holds an operator, or an attribute of one, that the opset does not have. */
export class OpsetError extends TransonnxError {
  override readonly name: string = "OpsetError";
  readonly operator: string;
  readonly needed: number;
  readonly opset: number;

  constructor(fields: { scope: string; operator: string; needed: number; opset: number }) {
    const { scope, operator, needed, opset } = fields;
    super(`${operator} needs opset ${needed}`, {
      where: scope || "graph",
      expected: `opset ${needed} or later`,
      found: `opset ${opset}`,
      advice: `Export with opset ${needed}`,
    });
    this.operator = operator;
    this.needed = needed;
    this.opset = opset;
  }
}

/** Throws OpsetError where a lowered graph cannot be written in the opset. */
export function checkOpset(outputs: readonly Tensor[], opset: number): void {
  for (const { op, attributes, scope } of topologicalOrder(outputs)) {
    if (op.domain !== "") continue;
    if (op.since > opset) throw new OpsetError({ scope, operator: op.name, needed: op.since, opset });
    for (const [name, { since = 0, default: fallback }] of Object.entries(op.attributes))
      if (since > opset && attributes[name] !== undefined && attributes[name] !== fallback)
        throw new OpsetError({ scope, operator: `${op.name}'s attribute ${name}`, needed: since, opset });
  }
}
