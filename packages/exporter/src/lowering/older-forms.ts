import {
  apply,
  int,
  intList,
  ints,
  type Operator,
  operatorId,
  primitive,
  ReduceL1,
  ReduceL2,
  ReduceLogSum,
  ReduceLogSumExp,
  ReduceMax,
  ReduceMean,
  ReduceMin,
  ReduceProd,
  ReduceSumSquare,
  Shape,
  scoped,
  slice,
} from "@transonnx/graph";
import type { Pass } from "../passes/rewrite.ts";
import { isSame } from "../passes/same-operator.ts";
import type { OlderForm } from "./older-form.ts";
import { olderGridSample } from "./older-grid-sample.ts";
import { olderPad } from "./older-pad.ts";

/** A reduction took its axes as an attribute. */
function reductionWithAttribute(op: Operator): OlderForm {
  const older = primitive({
    name: op.name,
    since: 13,
    inputs: ["data"],
    outputs: ["reduced"],
    attributes: { axes: intList(undefined), keepdims: int(1) },
    infer: ([x], { axes, keepdims }) => op.infer([x, axes && ints(...axes).type], { keepdims }, 1),
  });
  return {
    op,
    until: 18,
    write({ inputs: [x, axes], attributes }) {
      const list = axes?.type.elements as readonly number[] | undefined;
      if (attributes.noop_with_empty_axes === 1 || (axes && !list)) return undefined;
      return [apply(older, [x], { ...(list ? { axes: list } : {}), keepdims: attributes.keepdims })];
    },
  };
}

/** A function, so that a bundle that lowers nothing has none of them. */
const olderForms = (): readonly OlderForm[] => [
  ...[
    ReduceL1,
    ReduceL2,
    ReduceLogSum,
    ReduceLogSumExp,
    ReduceMax,
    ReduceMean,
    ReduceMin,
    ReduceProd,
    ReduceSumSquare,
  ].map(reductionWithAttribute),
  olderPad,
  olderGridSample,
  {
    op: Shape,
    until: 15,
    write({ inputs: [x], attributes }) {
      const whole = apply(Shape, [x]);
      const { start, end } = attributes as { start: number; end: number | undefined };
      return [slice(whole, 0, start, end ?? x!.type.shape.length)];
    },
  },
];

/** Writes operators whose form changed since `opset` as they were then. */
export function useOlderForms(opset: number): Pass {
  const applicable = new Map(
    olderForms()
      .filter(({ until }) => opset < until)
      .map((form) => [operatorId(form.op), form]),
  );
  return {
    doc: "Operators are written in the form that they had in an older opset.",
    node(node) {
      const form = applicable.get(operatorId(node.op));
      const usesNewForm = !isSame(node.op, Shape) || node.attributes.start !== 0 || node.attributes.end !== undefined;
      return form && usesNewForm ? scoped(node.scope, () => form.write(node)) : undefined;
    },
  };
}
