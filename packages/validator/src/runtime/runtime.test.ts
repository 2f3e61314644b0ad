import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { arrayOf, type NDArray } from "@transonnx/graph";
import { encodeModel, type ModelSpec, toStored } from "@transonnx/onnx";
import { writeModelFile } from "@transonnx/onnx/node";
import { tinySpec } from "../../test/tiny-model.ts";
import {
  chooseRuntime,
  onnxruntimeNode,
  onnxruntimeWeb,
  openWithOutputs,
  RuntimeError,
  RuntimeMissingError,
} from "../index.ts";
import { loadPackage } from "./load-package.ts";

/** y = relu(x + bias), with a bias that is too large to be held in memory while the file's structure is read. */
const WIDTH = 40_000;
const bias = arrayOf(
  "float32",
  [WIDTH],
  Float32Array.from({ length: WIDTH }, (_, i) => i - 2),
);
const spec: ModelSpec = {
  ...tinySpec,
  graph: {
    name: "main_graph",
    inputs: [
      { name: "x", dtype: "float32", shape: ["batch_size", WIDTH] },
      { name: "flags", dtype: "bool", shape: ["", 2] },
    ],
    outputs: [
      { name: "y", dtype: "float32", shape: ["batch_size", WIDTH] },
      { name: "halves", dtype: "float16", shape: ["", 2] },
    ],
    nodes: [
      { opType: "Add", domain: "", name: "a/Add", inputs: ["x", "bias"], outputs: ["a/Add"], attributes: {} },
      { opType: "Relu", domain: "", name: "a/Relu", inputs: ["a/Add"], outputs: ["y"], attributes: {} },
      {
        opType: "Cast",
        domain: "",
        name: "Cast",
        inputs: ["flags"],
        outputs: ["halves"],
        attributes: { to: { kind: "int", value: 10 } },
      },
    ],
    initializers: [{ ...toStored(bias), name: "bias" }],
  },
};

const feeds: Readonly<Record<string, NDArray>> = {
  x: arrayOf("float32", [1, WIDTH], new Float32Array(WIDTH)),
  flags: arrayOf("bool", [1, 2], [0, 1]),
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "transonnx-validator-"));
  await writeModelFile(join(folder, "model.onnx"), spec);
  await writeModelFile(join(folder, "external.onnx"), spec, { weights: "external" });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each([
  ["onnxruntime-node", onnxruntimeNode],
  ["onnxruntime-web", onnxruntimeWeb],
])("%s", (name, load) => {
  test("opens bytes, a blob, a file, and a file with external data", async () => {
    const runtime = await load();
    expect(runtime.name).toBe(name);
    expect(runtime.version).toMatch(/^\d+\.\d+/);
    for (const model of [
      { bytes: await encodeModel(spec) },
      { bytes: new Blob([new Uint8Array(await encodeModel(spec))]) },
      ...["model", "external"].map((file) => ({ path: join(folder, `${file}.onnx`) })),
    ]) {
      const session = await runtime.open(model, { threads: 1, optimization: "basic" });
      expect(session.inputs).toEqual([
        { name: "x", dtype: "float32", shape: ["batch_size", WIDTH] },
        { name: "flags", dtype: "bool", shape: ["", 2] },
      ]);
      expect(session.outputs.map(({ dtype }) => dtype)).toEqual(["float32", "float16"]);
      const { y, halves } = await session.run(feeds);
      expect(y!.shape).toEqual([1, WIDTH]);
      expect(Array.from((y!.data as Float32Array).slice(0, 5))).toEqual([0, 0, 0, 1, 2]);
      expect(halves).toEqual(arrayOf("float16", [1, 2], [0, 1]));
      await session.close();
    }
  });

  test("gives intermediate values of a copy that does not hold the weights", async () => {
    const runtime = await load();
    const bytes = await encodeModel(spec);
    for (const model of [
      { bytes },
      { bytes: new Blob([new Uint8Array(bytes)]) },
      join(folder, "model.onnx"),
      join(folder, "external.onnx"),
    ]) {
      const session = await openWithOutputs(runtime, model, ["a/Add", "y"]);
      const values = await session.run(feeds);
      expect(Object.keys(values)).toEqual(["y", "halves", "a/Add"]);
      expect(values["a/Add"]).toEqual({ ...bias, shape: [1, WIDTH] });
      await session.close();
    }
  });

  test("says what it does not open, and what it does not run", async () => {
    const runtime = await load();
    await expect(runtime.open({ bytes: new Uint8Array(3) })).rejects.toThrow(RuntimeError);
    await expect(runtime.open({ path: join(folder, "none.onnx") })).rejects.toThrow(
      /none\.onnx: .* does not open the model/,
    );
    const session = await runtime.open({ bytes: await encodeModel(spec) });
    const wrong = { ...feeds, x: arrayOf("float32", [1, 2], [1, 2]) };
    await expect(session.run(wrong)).rejects.toThrow(/does not run the model: found .*invalid dimensions for input: x/);
    await session.close();
  });
});

test("onnxruntime-node is the choice in Node", async () => {
  expect((await chooseRuntime()).name).toBe("onnxruntime-node");
});

test("a package that is not installed is named, with the command that installs it", async () => {
  const absent: string = "onnxruntime-that-is-not-installed";
  const loading = loadPackage("onnxruntime-node", () => import(absent));
  await expect(loading).rejects.toThrow(RuntimeMissingError);
  await expect(loading).rejects.toThrow(/npm install onnxruntime-node.*ONNXRUNTIME_NODE_INSTALL=skip/);
});
