import { apply, ConstantOfShape, constant, Expand, type NDArray, scoped } from "@transonnx/graph";
import type { Pass } from "./rewrite.ts";
import { isSame } from "./same-operator.ts";

export const expandConstants: Pass = {
  doc: "ConstantOfShape, which WebGPU does not have, becomes Expand of one number.",
  node({ op, inputs, attributes, scope }) {
    if (!isSame(op, ConstantOfShape)) return undefined;
    const value = attributes.value as NDArray | undefined;
    const one = value ?? { dtype: "float32", shape: [1], data: Float32Array.of(0) };
    return scoped(scope, () => [apply(Expand, [constant({ ...one, shape: [] } as NDArray), inputs[0]])]);
  },
};
