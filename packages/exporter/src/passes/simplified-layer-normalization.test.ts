import { describe, expect, test } from "@jest/globals";
import {
  type AttributeValues,
  apply,
  type Dim,
  evaluate,
  input,
  RMSNormalization,
  rmsNormalization,
} from "@transonnx/graph";
import { modelFor, runIn, runtimeNames } from "../../test/onnx-runtimes.ts";
import { targetOf } from "../lowering/targets.ts";
import { whyNoSimplifiedLayerNormalization } from "./simplified-layer-normalization.ts";

const float = (name: string, ...shape: readonly Dim[]) => input(name, { dtype: "float32", shape });
const x = float("x", "b", "s", 4);
const scale = float("scale", 4);

test.each(runtimeNames)("one node normalises alike in %s", async (runtime) => {
  const y = rmsNormalization(x, scale, 1e-6);
  const model = modelFor(targetOf("web"), { x, scale }, { y });
  expect(model.graph.nodes.map(({ opType }) => opType)).toEqual(["SimplifiedLayerNormalization"]);
  const arrays = {
    x: { dtype: "float32", shape: [1, 2, 4], data: Float32Array.of(1, -2, 3, 4, 0, 0, 1e-3, 5) },
    scale: { dtype: "float32", shape: [4], data: Float32Array.of(1, 2, -1, 0.5) },
  } as const;
  const [expected] = await evaluate([y], { inputs: arrays });
  const found = await runIn(runtime, model, arrays);
  (expected!.data as Float32Array).forEach((value, i) => {
    expect((found.y!.data as Float32Array)[i]).toBeCloseTo(value, 5);
  });
});

describe("a body of standard operators stays of", () => {
  const node = (attributes: AttributeValues, by = scale) => {
    const { source } = apply(RMSNormalization, [x, by], attributes);
    if (source.kind !== "node") throw new Error("no node");
    return source.node;
  };
  test.each([
    ["several axes", node({ axis: 1 }, float("scale", "s", 4)), "the last axis only"],
    ["another precision", node({ stash_type: 11 }), "computes in float32"],
    ["a scale of several axes", node({}, float("scale", 1, 4)), "its scale has one axis, not 2"],
  ])("%s", (_, given, reason) => {
    expect(whyNoSimplifiedLayerNormalization(given)).toContain(reason);
  });
});
