import { expect, test } from "@jest/globals";
import { targetOf } from "@transonnx/exporter";
import type { ModelSpec } from "@transonnx/onnx";
import { checkOperators } from "./target-operators.ts";

const modelOf = (opType: string): ModelSpec => ({
  ...{ irVersion: 10, opsets: [{ domain: "", version: 21 }], producerName: "", producerVersion: "", metadata: {} },
  graph: {
    ...{ name: "g", inputs: [], outputs: [], initializers: [] },
    nodes: [{ opType, domain: "", name: "layer.0", inputs: [], outputs: ["y"], attributes: {} }],
  },
});

test("names the operators that a target does not have, and where the first is", () => {
  expect(() => checkOperators({ model: modelOf("Det") }, targetOf("web"))).toThrow(
    "model: the target web does not have Det: first at layer.0",
  );
});

test("a target that does not list its operators has them all", () => {
  expect(() => checkOperators({ model: modelOf("Det") }, targetOf("onnxruntime"))).not.toThrow();
  expect(() => checkOperators({ model: modelOf("Gemm") }, targetOf("web"))).not.toThrow();
});
