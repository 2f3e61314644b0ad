import { apply, type Node, RMSNormalization, scoped } from "@transonnx/graph";
import { SimplifiedLayerNormalization } from "../contrib/simplified-layer-normalization.ts";
import type { Pass } from "./rewrite.ts";
import { isSame } from "./same-operator.ts";

export const useSimplifiedLayerNormalization: Pass = {
  doc: "RMSNormalization becomes ONNX Runtime's SimplifiedLayerNormalization, which is there below opset 23.",
  node(node) {
    if (!isSame(node.op, RMSNormalization) || whyNoSimplifiedLayerNormalization(node)) return undefined;
    return scoped(node.scope, () => [apply(SimplifiedLayerNormalization, node.inputs, node.attributes)]);
  },
};

/** Why an RMSNormalization has to stay what it is; undefined where SimplifiedLayerNormalization says the same. */
export function whyNoSimplifiedLayerNormalization({ inputs, attributes }: Node): string | undefined {
  const [x, scale] = inputs.map((input) => input!.type);
  const { axis, stash_type } = attributes;
  if (axis !== -1 && axis !== x!.shape.length - 1) return "its WebGPU kernel takes the last axis only";
  if (stash_type !== 1) return "it computes in float32";
  if (x!.dtype !== scale!.dtype) return `its input and scale are of one type, not ${x!.dtype} and ${scale!.dtype}`;
  return scale!.shape.length === 1 ? undefined : `its scale has one axis, not ${scale!.shape.length}`;
}
