import { type OperatorExpansion, operatorKey } from "@transonnx/core";
import { type Operator, scoped } from "@transonnx/graph";
import type { Pass } from "../passes/rewrite.ts";
import type { Target } from "./targets.ts";

/**
 * A composite stays one node where the opset and the target have it; elsewhere, and where an override says so, its body is
 * written. An operator of another domain than ONNX's is one that a target has to list.
 */
export function expandComposites(
  opset: number,
  overrides: ReadonlyMap<string, OperatorExpansion> = new Map(),
  operators?: Target["operators"],
): Pass {
  return {
    doc: "Operators that the opset or the target lacks are written as their definition.",
    node(node) {
      const { op } = node;
      const has = op.since <= opset && (operators ? hasOperator(operators, op) : op.domain === "");
      const body = overrides.get(operatorKey(op)) ?? (has ? undefined : op.expand);
      return body && scoped(node.scope, () => body(node.inputs, node.attributes, node.outputs.length));
    },
  };
}

const hasOperator = (operators: NonNullable<Target["operators"]>, { domain, name }: Operator): boolean =>
  operators[domain]?.includes(name) ?? false;
