import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { BertOnnxConfig, bert, parseBertConfig } from "@transonnx/bert";
import { memoryFolder } from "@transonnx/checkpoint";
import { nodeFolder } from "@transonnx/checkpoint/node";
import { createRegistry } from "@transonnx/core";
import { readModel } from "@transonnx/onnx";
import { tinyConfig, tinyFiles, writeFiles } from "../../test/tiny-bert.ts";
import { nodeOutput } from "../node/node-output.ts";
import { memoryOutput } from "../outputs/memory-output.ts";
import { openModel } from "../prepare/open-model.ts";
import { prepareExport } from "../prepare/prepare-export.ts";
import { checkDummyInputsAreAllowed, ensureModelAndConfigInputsMatch } from "./check-inputs.ts";
import { exportModels, exportOnnx } from "./export-models.ts";
import { onnxExportFromModel } from "./onnx-export-from-model.ts";

const registry = createRegistry([bert]);
const checkpoint = memoryFolder(tinyFiles());
const onnxConfig = new BertOnnxConfig(parseBertConfig(tinyConfig), "feature-extraction");
const inputs = ["input_ids", "attention_mask", "token_type_ids"];

describe("onnxExportFromModel", () => {
  test("exports a model that is open, in the task and opset that it is told", async () => {
    const output = memoryOutput();
    const model = await openModel({ checkpoint, registry });
    const report = await onnxExportFromModel(model, output, { task: "default", opset: 18, doConstantFolding: false });
    expect(report).toMatchObject({ task: "feature-extraction", parts: [{ opset: 18 }] });
    expect((await readModel(output.files.get("model.onnx")!)).opsets).toEqual([{ domain: "", version: 18 }]);
    await model.close();
  });

  test("writes a prepared export as it is, and validates unless told not to", async () => {
    const prepared = await prepareExport({ checkpoint, registry, opset: 20 });
    const validate = async () => "validated";
    const first = await onnxExportFromModel(prepared, memoryOutput(), { validate });
    const second = await onnxExportFromModel(prepared, memoryOutput(), { validate, doValidation: false });
    expect([first.validation, second.validation, first.parts[0]?.opset]).toEqual(["validated", undefined, 20]);
  });

  test("leaves nothing where it fails", async () => {
    const output = memoryOutput();
    const model = await openModel({ checkpoint, registry });
    await expect(onnxExportFromModel(model, output, { task: "fill-mask" })).rejects.toThrow(/is missing/);
    expect(output.files.size).toBe(0);
  });
});

describe("exportModels and exportOnnx", () => {
  test("link a checkpoint's file once for all models", async () => {
    const folder = await mkdtemp(join(tmpdir(), "transonnx-optimum-"));
    await writeFiles(join(folder, "checkpoint"), tinyFiles());
    const model = await openModel({ checkpoint: nodeFolder(join(folder, "checkpoint")), registry });
    const output = nodeOutput(join(folder, "out"));
    await exportModels({ first: [model, onnxConfig], second: [model, onnxConfig] }, output, { weights: "link" });
    await output.commit();
    expect((await readdir(join(folder, "out"))).sort()).toEqual(["first.onnx", "model.safetensors", "second.onnx"]);
    await model.close();
    await rm(folder, { recursive: true });
  });

  test("stage files with the caller's configurations, and give the names of inputs and outputs", async () => {
    const output = memoryOutput();
    const model = await openModel({ checkpoint, registry });
    const names = await exportModels({ first: [model, onnxConfig], second: [model, onnxConfig] }, output, {
      outputNames: ["a.onnx", "sub/b.onnx"],
    });
    expect(names).toEqual([
      [inputs, inputs],
      [["last_hidden_state"], ["last_hidden_state"]],
    ]);
    expect(await exportOnnx(model, onnxConfig, output, { opset: 17 })).toEqual([inputs, ["last_hidden_state"]]);
    expect(output.files.size).toBe(0);
    await output.commit();
    expect([...output.files.keys()]).toEqual(["a.onnx", "sub/b.onnx", "model.onnx"]);
  });

  test("want a name for each model", async () => {
    const model = await openModel({ checkpoint, registry });
    const exporting = exportModels({ model: [model, onnxConfig] }, memoryOutput(), { outputNames: [] });
    await expect(exporting).rejects.toThrow(/a name for each of the 1 models/);
  });
});

describe("inputs that a model takes", () => {
  test("ensureModelAndConfigInputsMatch tells whether, and their order", async () => {
    const model = await prepareExport({ checkpoint, registry });
    const asked = ["token_type_ids", "input_ids"];
    expect(ensureModelAndConfigInputsMatch(model, asked)).toEqual([true, ["input_ids", "token_type_ids"]]);
    expect(ensureModelAndConfigInputsMatch(model, ["pixel_values", "input_ids"])).toEqual([false, ["input_ids"]]);
  });

  test("checkDummyInputsAreAllowed refuses others", async () => {
    const model = await prepareExport({ checkpoint, registry });
    expect(() => checkDummyInputsAreAllowed(model, inputs)).not.toThrow();
    expect(() => checkDummyInputsAreAllowed(model, ["pixel_values"])).toThrow(
      /the inputs do not match: expected input_ids, attention_mask, token_type_ids, found pixel_values/,
    );
  });
});
