import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { encodeSafetensors } from "@transonnx/checkpoint";
import { AtolError, OptionError, UnknownOptionError } from "@transonnx/core";
import { type NDArray, ndarray } from "@transonnx/graph";
import { chooseRuntime } from "@transonnx/validator";
import { tinyBert, workFolder } from "../../test/command-line.ts";
import { mainExport } from "./main-export.ts";
import type { MainExportOptions } from "./main-export-options.ts";

const work = workFolder();
afterAll(() => work.remove());

test("mainExport writes a checkpoint as ONNX, validates it, and reports both", async () => {
  const output = path.join(work.path, "validated");
  const cases: string[] = [];
  const report = await mainExport(tinyBert, output, {
    task: "default",
    opset: 18,
    batchSize: 2,
    sequence_length: 3,
    onCase: (name) => cases.push(name),
  });
  expect(report).toMatchObject({ modelType: "bert", task: "feature-extraction", parts: [{ opset: 18 }] });
  expect(report.validation).toMatchObject([{ part: "model", report: { passed: true, complete: true } }]);
  expect(cases[0]).toMatch(/^batch_size 2, sequence_length 3/);
  expect(readdirSync(output)).toContain("model.onnx");
});

test("a reference is arrays made elsewhere, which the export has to meet as well", async () => {
  const first = path.join(work.path, "first");
  await mainExport(tinyBert, first, { doValidation: false });
  const feeds = {
    input_ids: ndarray("int64", [1, 2], BigInt64Array.of(2n, 3n)),
    attention_mask: ndarray("int64", [1, 2], BigInt64Array.of(1n, 1n)),
    token_type_ids: ndarray("int64", [1, 2], BigInt64Array.of(0n, 0n)),
  };
  const session = await (await chooseRuntime()).open({ path: path.join(first, "model.onnx") });
  const logits = (await session.run(feeds)).logits as NDArray<"float32">;
  await session.close();

  const inputs = Object.entries(feeds).map(([name, array]) => [`inputs.${name}`, array] as const);
  const reference = path.join(work.path, "reference.safetensors");
  const exportAgainst = (data: Float32Array, output: string) => {
    writeFileSync(reference, encodeSafetensors([...inputs, ["outputs.logits", { ...logits, data }]]));
    return mainExport(tinyBert, path.join(work.path, output), { reference });
  };
  const report = await exportAgainst(logits.data, "met");
  expect(report.validation?.[0]?.reference).toMatchObject({ passed: true, maxDifference: 0 });
  await expect(
    exportAgainst(
      logits.data.map((x) => x + 1),
      "missed",
    ),
  ).rejects.toBeInstanceOf(AtolError);
  expect(readdirSync(work.path)).not.toContain("missed");
});

test("subfolder is a folder in the checkpoint", async () => {
  const { dir, base } = path.parse(tinyBert);
  const report = await mainExport(dir, path.join(work.path, "sub"), { subfolder: base, doValidation: false });
  expect(report.validation).toBeUndefined();
});

test("an interrupted export leaves nothing", async () => {
  const signal = AbortSignal.abort(new Error("changed my mind"));
  await expect(mainExport(tinyBert, path.join(work.path, "aborted"), { signal })).rejects.toThrow("changed my mind");
  expect(readdirSync(work.path)).not.toContain("aborted");
});

describe("an option", () => {
  const output = path.join(work.path, "refused");
  const exportWith = (options: object) => mainExport(tinyBert, output, options as MainExportOptions);

  test.each([
    [{ optimize: "O2" }, /mainExport: the option optimize is "O2".* Leave it out: /],
    [{ noDynamicAxes: true }, /noDynamicAxes is true/],
    [{ forceDownload: true }, /forceDownload is true/],
    [{ revision: "v1.0" }, /revision is "v1\.0": expected a model of the Hub .* is a folder here/],
    [{ stream: true }, /stream is true: expected a model of the Hub/],
    [{ stream: true, localFilesOnly: true }, /stream is true: expected nothing beside localFilesOnly/],
    [{ stream: true, weights: "link" }, /weights is "link": expected "embed" or "external" beside stream/],
    [{ fnGetSubmodels: () => ({}) }, /fnGetSubmodels/],
  ])("of optimum's that is not built is refused by its name: %j", async (options, message) => {
    await expect(exportWith(options)).rejects.toBeInstanceOf(OptionError);
    await expect(exportWith(options)).rejects.toThrow(message);
  });

  test("that nobody knows is refused, with the nearest", async () => {
    await expect(exportWith({ opst: 18 })).rejects.toBeInstanceOf(UnknownOptionError);
    await expect(exportWith({ opst: 18 })).rejects.toThrow(/The nearest known: opset/);
  });

  test("that asks for what is done anyway is accepted", async () => {
    const accepted = {
      device: "cpu",
      trustRemoteCode: false,
      libraryName: "transformers",
      token: null,
      monolith: true,
    };
    await expect(exportWith({ ...accepted, doValidation: false })).resolves.toMatchObject({ modelType: "bert" });
  });
});
