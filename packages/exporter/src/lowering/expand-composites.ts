import { type OperatorExpansion, operatorKey } from "@transonnx/core";
import { scoped } from "@transonnx/graph";
import type { Pass } from "../passes/rewrite.ts";

/** A composite stays one node where the opset has it; elsewhere, and where an override says so, its body is written. */
export function expandComposites(opset: number, overrides: ReadonlyMap<string, OperatorExpansion> = new Map()): Pass {
  return {
    doc: "Operators that the opset lacks are written as their definition.",
    node(node) {
      const { op } = node;
      const body = overrides.get(operatorKey(op)) ?? (op.since > opset ? op.expand : undefined);
      return body && scoped(node.scope, () => body(node.inputs, node.attributes, node.outputs.length));
    },
  };
}
