import { expect, test } from "@jest/globals";
import { addModel, bytesOf } from "../../test/small-model.ts";
import type { ModelSpec } from "../model.ts";
import { inspectModel } from "./inspect.ts";
import { printModel } from "./print.ts";

const base = addModel(bytesOf(new Float32Array(4)));
const model: ModelSpec = {
  ...base,
  opsets: [...base.opsets, { domain: "com.microsoft", version: 1 }],
  graph: {
    ...base.graph,
    initializers: [
      ...base.graph.initializers,
      {
        name: "table",
        dtype: "int8",
        shape: [10, 4],
        data: { external: { location: "w.bin", offset: 64, length: 40 } },
      },
    ],
    valueInfo: [{ name: "t", dtype: "float32", shape: ["batch_size", 4] }],
    nodes: [
      {
        opType: "Clip",
        domain: "",
        name: "",
        inputs: ["x", "", "bias"],
        outputs: ["t"],
        attributes: { z: { kind: "ints", value: [1, 2] }, a: { kind: "float", value: 0.5 } },
      },
      {
        opType: "If",
        domain: "",
        name: "choose",
        inputs: ["c"],
        outputs: ["y"],
        attributes: { then_branch: { kind: "graph", value: base.graph } },
      },
      { opType: "FastGelu", domain: "com.microsoft", name: "gelu", inputs: ["t"], outputs: ["u"], attributes: {} },
      {
        opType: "Constant",
        domain: "",
        name: "",
        inputs: [],
        outputs: ["v"],
        attributes: { value_int: { kind: "int", value: 1 } },
      },
    ],
  },
};

test("a model is printed", () => {
  expect(printModel(model)).toMatchInlineSnapshot(`
"model, IR 8, opset ai.onnx 17, com.microsoft 1
graph add(x: float32[batch_size, 4]) -> (y: float32[batch_size, 4]) {
  bias: float32[4]
  table: int8[10, 4] in w.bin at 64
  t: float32[batch_size, 4] = Clip(x, _, bias, a = 0.5, z = [1, 2])
  y = If(c, then_branch = graph add(x: float32[batch_size, 4]) -> (y: float32[batch_size, 4]) {
    bias: float32[4]
    y = Add(x, bias)  # add
  })  # choose
  u = com.microsoft.FastGelu(t)  # gelu
  v = Constant(value_int = 1)
}
"
`);
});

test("a model is summarised", () => {
  expect(inspectModel(model)).toMatchObject({
    irVersion: 8,
    producer: "transonnx 0.1.0",
    nodes: 5,
    operators: [
      { domain: "", opType: "Add", count: 1 },
      { domain: "", opType: "Clip", count: 1 },
      { domain: "", opType: "Constant", count: 1 },
      { domain: "", opType: "If", count: 1 },
      { domain: "com.microsoft", opType: "FastGelu", count: 1 },
    ],
    initializers: 3,
    parameters: 48,
    weightBytes: 72,
    weightBytesByType: [
      { dtype: "int8", bytes: 40 },
      { dtype: "float32", bytes: 32 },
    ],
    externalFiles: [{ location: "w.bin", bytes: 40 }],
  });
});
