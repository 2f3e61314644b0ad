import { describe, expect, test } from "@jest/globals";
import { bert } from "@transonnx/bert";
import { memoryFolder } from "@transonnx/checkpoint";
import { createRegistry } from "@transonnx/core";
import { readModel } from "@transonnx/onnx";
import { tinyConfig, tinyFiles } from "../../test/tiny-bert.ts";
import { toyFiles, toySeq2Seq } from "../../test/toy-seq2seq.ts";
import { type ExportModelOptions, exportModel } from "../export/export-model.ts";
import { memoryOutput } from "../outputs/memory-output.ts";
import { planExport } from "../plan/plan-export.ts";
import { layoutNames } from "./layouts.ts";

const registry = createRegistry([bert, toySeq2Seq]);
type Files = Readonly<Record<string, Uint8Array | string>>;

async function exported(files: Files, options: Partial<ExportModelOptions>) {
  const output = memoryOutput();
  const report = await exportModel({ checkpoint: memoryFolder(files), registry, output, ...options });
  const json = (file: string) => JSON.parse(new TextDecoder().decode(output.files.get(file)));
  return { report, files: [...output.files.keys()].sort(), json, output };
}

const withConfig = (files: Files, more: object): Files => ({
  ...files,
  "config.json": JSON.stringify({ ...JSON.parse(`${files["config.json"]}`), ...more }),
});

test("files lie as optimum has them where no layout is named", async () => {
  const { report, files } = await exported(tinyFiles(), {});
  expect(report.layout).toBe("optimum");
  expect(files).toEqual(["config.json", "model.onnx", "tokenizer.json", "vocab.txt"]);
});

test("a layout that nobody knows is refused", async () => {
  await expect(exported(tinyFiles(), { layout: "onnx" as never })).rejects.toThrow(
    /the option layout is "onnx": expected "optimum", "transformers.js", "genai"/,
  );
});

test.each(layoutNames.filter((name) => name !== "genai"))("%s: a plan lists what is written", async (layout) => {
  const { report } = await exported(toyFiles(), { layout, weights: "external" });
  const plan = await planExport({ checkpoint: memoryFolder(toyFiles()), registry, layout, weights: "external" });
  const { validation: _, ...summary } = report;
  expect(plan.export).toEqual(summary);
});

describe("transformers.js", () => {
  const layout = "transformers.js";

  test("ONNX files go to a folder of their own, and config.json tells of them", async () => {
    const { report, files, json } = await exported(tinyFiles(), { layout });
    expect(files).toEqual(["config.json", "onnx/model.onnx", "tokenizer.json", "vocab.txt"]);
    expect(json("config.json")).toEqual({ ...tinyConfig, "transformers.js_config": { dtype: "fp32" } });
    expect(report.files.map(({ file, kind }) => `${kind} ${file}`)).toEqual([
      "model onnx/model.onnx",
      "made config.json",
      "side tokenizer.json",
      "side vocab.txt",
    ]);
  });

  test("the target is web unless another is asked for", async () => {
    expect((await exported(tinyFiles(), { layout })).report.parts[0]!.opset).toBe(21);
    expect((await exported(tinyFiles(), { layout, target: "portable" })).report.parts[0]!.opset).toBe(18);
  });

  test("an encoder-decoder is an encoder and a merged decoder, which holds the weights of both halves", async () => {
    const { files, json, output } = await exported(toyFiles(), { layout, weights: "external" });
    expect(files).toEqual([
      "config.json",
      "onnx/decoder_model_merged.onnx",
      "onnx/decoder_model_merged.onnx_data",
      "onnx/encoder_model.onnx",
      "onnx/encoder_model.onnx_data",
    ]);
    expect(json("config.json")["transformers.js_config"]).toEqual({
      dtype: "fp32",
      use_external_data_format: { "encoder_model.onnx": true, "decoder_model_merged.onnx": true },
    });
    const { graph } = await readModel(output.files.get("onnx/decoder_model_merged.onnx")!);
    const places = graph.initializers.flatMap(({ data }) => ("external" in data ? [data.external.location] : []));
    expect(new Set(places)).toEqual(new Set(["decoder_model_merged.onnx_data"]));
    expect(places).toHaveLength(8);
  });

  test("what config.json tells Transformers.js of other files is kept", async () => {
    const known = { dtype: "q4", device: "webgpu", use_external_data_format: { "model_q4.onnx": 2 } };
    const files = withConfig(tinyFiles(), { "transformers.js_config": known });
    expect((await exported(files, { layout })).json("config.json")["transformers.js_config"]).toEqual({
      dtype: "fp32",
      device: "webgpu",
      use_external_data_format: { "model_q4.onnx": 2, "model.onnx": false },
    });
  });

  test("fields from which Transformers.js names the cache are there, also where they have their default", async () => {
    const parseConfig: typeof toySeq2Seq.parseConfig = (json) =>
      toySeq2Seq.parseConfig({ num_layers: 1, is_encoder_decoder: true, ...json });
    const definition = { ...toySeq2Seq, parseConfig };
    const files = withConfig(toyFiles(), { num_layers: undefined, is_encoder_decoder: undefined });
    const { json } = await exported(files, { layout, registry: createRegistry([definition]) });
    expect(json("config.json")).toMatchObject({ num_layers: 1, is_encoder_decoder: true });
  });

  test.each([
    [{ task: "text2text-generation" }, /Transformers.js runs text2text-generation with past keys and values/],
    [{ monolith: true }, /expected text2text-generation-with-past, found text2text-generation/],
    [{ noPostProcess: true }, /reads the merged decoder .* found onnx\/encoder_model.onnx, onnx\/decoder_model.onnx/],
    [{ weights: "link" as const }, /the option weights is "link": expected "embed", "external"/],
  ])("%j is refused, and nothing written", async (options, message) => {
    const output = memoryOutput();
    await expect(exported(toyFiles(), { layout, output, ...options })).rejects.toThrow(message);
    expect(output.files.size).toBe(0);
  });
});

test("transformers.js: notes tell of a model type that it has no class for, and of a tokenizer that is missing", async () => {
  const pegasus = { ...toySeq2Seq, modelType: "pegasus" };
  const files = withConfig(toyFiles(), { model_type: "pegasus" });
  const { report } = await exported(files, { layout: "transformers.js", registry: createRegistry([pegasus]) });
  expect(report.notes).toEqual([
    "Transformers.js 4.2 has no class for the model type pegasus: its pipelines refuse it until they have one.",
    "Transformers.js reads tokenizer.json, which the checkpoint does not hold: transformers' save_pretrained writes it.",
  ]);
});

describe("genai", () => {
  const layout = "genai";

  test("an encoder is refused", async () => {
    await expect(exported(tinyFiles(), { layout })).rejects.toThrow(
      "bert: the layout genai does not take it: onnxruntime-genai generates text with past keys and values: expected " +
        "text-generation-with-past, found feature-extraction.",
    );
  });

  test("an encoder-decoder is refused, in a plan as well", async () => {
    const plan = await planExport({ checkpoint: memoryFolder(toyFiles()), registry, layout });
    expect(plan.problems).toMatchObject([
      { error: "LayoutError", message: expect.stringContaining("the keys and values of the cross-attention") },
    ]);
    expect(plan.export).toBeUndefined();
  });
});
