import { GroupNormalization, scoped } from "@transonnx/graph";
import type { Pass } from "./rewrite.ts";
import { isSame } from "./same-operator.ts";

export const expandGroupNormalization: Pass = {
  doc: "GroupNormalization, for which ONNX Runtime has no kernel, becomes InstanceNormalization, which is twice as fast.",
  node: ({ op, inputs, attributes, outputs, scope }) =>
    isSame(op, GroupNormalization) ? scoped(scope, () => op.expand!(inputs, attributes, outputs.length)) : undefined,
};
