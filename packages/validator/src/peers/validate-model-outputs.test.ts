import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { writeModelFile } from "@transonnx/onnx/node";
import { tinyConfig, tinyReference, tinySpec, withElement } from "../../test/tiny-model.ts";
import { validateModelOutputs, validateModelsOutputs } from "../index.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "transonnx-validator-"));
  await writeModelFile(join(folder, "model.onnx"), tinySpec);
  await writeModelFile(join(folder, "first.onnx"), withElement("layer.0.bias", 0, 3));
  await writeModelFile(join(folder, "second.onnx"), withElement("layer.1.bias", 0, 3));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const names = ["last_hidden_state"];
const file = (name: string) => join(folder, name);

test("validateModelOutputs gives the report of a model that is right", async () => {
  const report = await validateModelOutputs(tinyConfig(), tinyReference(), file("model.onnx"), names, {
    ...{ atol: 1e-4, inputShapes: { sequence_length: 3 }, device: "cpu", strict: true },
  });
  expect(report).toMatchObject({ passed: true, atol: 1e-4 });
  expect(report.cases[0]!.shapes.input_ids).toEqual([2, 3]);
});

test("validateModelOutputs throws the gravest failure", async () => {
  const validate = (name: string, outputs = names, options = {}) =>
    validateModelOutputs(tinyConfig(), tinyReference(), file(name), outputs, options);
  await expect(validate("first.onnx")).rejects.toMatchObject({ name: "AtolError", node: "layer.0/Gemm" });
  await expect(validate("model.onnx", ["logits"])).rejects.toMatchObject({ name: "OutputMatchError" });
  await expect(validate("model.onnx", names, { device: "cuda" })).rejects.toThrow(/option device is "cuda"/);
});

test("validateModelsOutputs validates all models, then throws the first failure", async () => {
  const model = [tinyReference(), tinyConfig()] as const;
  const reports = await validateModelsOutputs({ model }, [names], folder);
  expect(reports.model!.passed).toBe(true);
  const damaged = validateModelsOutputs({ first: model, model, second: model }, [names, names, names], folder);
  await expect(damaged).rejects.toMatchObject({ name: "AtolError", node: "layer.0/Gemm" });
  const elsewhere = { onnxFilesSubpaths: ["second.onnx"] };
  await expect(validateModelsOutputs({ model }, [names], folder, elsewhere)).rejects.toMatchObject({
    node: "layer.1/Gemm",
  });
  await expect(validateModelsOutputs({ model }, [], folder)).rejects.toThrow(
    /onnxNamedOutputs is 0: expected one entry/,
  );
});
