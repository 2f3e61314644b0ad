import { mkdtemp, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { bert } from "@transonnx/bert";
import { nodeFolder } from "@transonnx/checkpoint/node";
import { createRegistry } from "@transonnx/core";
import { type TinyTensor, tinyConfig, tinyFiles, tinyTensors, writeFiles } from "../../test/tiny-bert.ts";
import { outputError } from "../node/file-errors.ts";
import { nodeOutput } from "../node/node-output.ts";
import type { OutputFolder } from "../outputs/output-folder.ts";
import { type ExportModelOptions, exportModel } from "./export-model.ts";

const registry = createRegistry([bert], { knownPackages: { mpnet: "@transonnx/mpnet" } });
let work: string;
let checkpoint: string;

beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), "transonnx-failures-"));
  checkpoint = join(work, "checkpoint");
});
afterEach(() => rm(work, { recursive: true }));

type Options = Partial<ExportModelOptions<unknown>>;
const exportTiny = (options: Options = {}) =>
  exportModel({
    checkpoint: nodeFolder(checkpoint),
    registry,
    output: nodeOutput(join(work, "parent/out")),
    ...options,
  });

/** An export that ends in an error of this name and text, and leaves nothing. */
async function fails(options: Options, name: string, message: RegExp): Promise<void> {
  const before = await readdir(work);
  const error = await exportTiny(options).then(
    () => undefined,
    (cause: Error) => cause,
  );
  expect(error?.name).toBe(name);
  expect(error?.message).toMatch(message);
  expect(await readdir(work)).toEqual(before);
}

const configured = (fields: Readonly<Record<string, unknown>>) => tinyFiles({ config: { ...tinyConfig, ...fields } });

describe("a checkpoint that cannot be exported", () => {
  const { "config.json": _config, ...withoutConfig } = tinyFiles();
  const { "model.safetensors": _weights, ...withoutWeights } = tinyFiles();
  const { model_type: _type, ...untyped } = tinyConfig;
  const { architectures: _architectures, ...unnamed } = tinyConfig;

  test.each<[string, Record<string, Uint8Array | string>, string, RegExp]>([
    ["without config.json", withoutConfig, "MissingFileError", /^config.json: it is missing from .*checkpoint/],
    ["without weights", withoutWeights, "MissingFileError", /no weights under their usual names: expected model.saf/],
    ["with wrong JSON", { ...tinyFiles(), "config.json": '{"a": 1,}' }, "InvalidJsonError", /config.json: .*line 1/],
    ["that is no object", { ...tinyFiles(), "config.json": "[]" }, "InvalidJsonError", /expected an object in braces/],
    [
      "without a model type",
      tinyFiles({ config: untyped }),
      "ConfigError",
      /config.json: the config has no "model_type": expected one of bert/,
    ],
    [
      "of an unknown model type",
      configured({ model_type: "brt" }),
      "UnknownModelTypeError",
      /checkpoint: the model type "brt" is not in the registry: expected one of bert. The nearest known: bert/,
    ],
    [
      "of a model type whose package is not there",
      configured({ model_type: "mpnet" }),
      "UnknownModelTypeError",
      /Install @transonnx\/mpnet/,
    ],
    [
      "with a field that is not built",
      configured({ hidden_act: "swoosh" }),
      "ConfigError",
      /bert: the config's "hidden_act" is "swoosh": expected "?gelu/,
    ],
    [
      "without architectures",
      tinyFiles({ config: unnamed }),
      "TaskInferenceError",
      /config.json has no "architectures". Name the task, one of: feature-extraction, fill-mask/,
    ],
    [
      "of an unknown architecture",
      configured({ architectures: ["BertForPoetry"] }),
      "TaskInferenceError",
      /from the architecture BertForPoetry. Name the task, one of: feature-extraction/,
    ],
    [
      "of architectures for several tasks",
      configured({ architectures: ["BertModel", "BertForMaskedLM"] }),
      "TaskInferenceError",
      /from the architecture BertModel, BertForMaskedLM. Name the task/,
    ],
    [
      "that lacks a head",
      configured({ architectures: ["BertForMaskedLM"] }),
      "MissingTensorError",
      /the tensor "cls.predictions.transform.dense.weight" is missing/,
    ],
  ])("%s", async (_what, files, name, message) => {
    await writeFiles(checkpoint, files);
    await fails({}, name, message);
  });

  const wide: TinyTensor = { dtype: "float32", shape: [32, 16], data: new Float32Array(512) };
  test.each<[string, string, TinyTensor | undefined, string, RegExp]>([
    [
      "missing",
      "encoder.layer.1.output.dense.bias",
      undefined,
      "MissingTensorError",
      /the tensor "encoder.layer.1.output.dense.bias" is missing: found the similar names/,
    ],
    [
      "mis-shaped",
      "encoder.layer.0.output.dense.weight",
      wide,
      "TensorShapeError",
      /"encoder.layer.0.output.dense.weight" has the wrong shape: expected \[32, 64\], found \[32, 16\]/,
    ],
    [
      "unexpected",
      "adapter.weight",
      wide,
      "UnexpectedTensorError",
      /1 tensor is not part of the model: adapter.weight/,
    ],
    [
      "an integer where a float belongs",
      "embeddings.LayerNorm.bias",
      { dtype: "int64", shape: [32], data: new BigInt64Array(32) },
      "TensorDTypeError",
      /"embeddings.LayerNorm.bias" has the wrong element type: expected .*float32.*, found int64/,
    ],
  ])("with a tensor that is %s", async (_what, tensor, value, name, message) => {
    const tensors = tinyTensors();
    tensors.delete(tensor);
    if (value) tensors.set(tensor, value);
    await writeFiles(checkpoint, tinyFiles({ tensors }));
    await fails({}, name, message);
  });

  test("of sentence-transformers, where the model lies in a folder of it", async () => {
    const modules = [{ idx: 0, name: "0", path: "0_Transformer", type: "sentence_transformers.models.Transformer" }];
    await writeFiles(checkpoint, { ...withoutConfig, "modules.json": JSON.stringify(modules) });
    await fails({}, "MissingFileError", /Name the folder 0_Transformer in it as the checkpoint/);
  });
});

describe("an option that cannot be", () => {
  test.each<[string, Options, string, RegExp]>([
    ["an unknown task", { task: "poetry" }, "UnsupportedTaskError", /there is no task "poetry"/],
    [
      "a task of other models",
      { task: "causal-lm-with-past" },
      "UnsupportedTaskError",
      /bert: the task "causal-lm-with-past" is not supported: expected one of feature-extraction, fill-mask/,
    ],
    ["an unknown target", { target: "abacus" as never }, "OptionError", /"onnxruntime", "portable"/],
    ["an opset that is too old", { opset: 9 }, "OptionError", /an integer from 13 to/],
    ["an unknown mode of weights", { weights: "inline" as never }, "OptionError", /"embed", "external", "link"/],
    ["another dtype", { dtype: "fp16" as never }, "OptionError", /the option dtype is "fp16": expected "fp32"/],
    ["weights that are not there", { framework: "pt-lightning" }, "OptionError", /the option framework/],
    ["TensorFlow's weights", { framework: "tf" }, "MissingWeightsError", /tf_model.h5/],
    ["strictness, with a pooler that is not read", { strict: true }, "UnexpectedTensorError", /pooler.dense.weight/],
  ])("%s", async (_what, options, name, message) => {
    await writeFiles(checkpoint, tinyFiles());
    await fails(options, name, message);
  });
});

describe("an export that breaks off leaves nothing", () => {
  beforeEach(() => writeFiles(checkpoint, tinyFiles()));

  /** The output whose `write` fails as the operating system says it, once so many bytes are written. */
  function full(output: OutputFolder, room: number): OutputFolder {
    let written = 0;
    return {
      ...output,
      async create(file) {
        const sink = await output.create(file);
        return {
          close: () => sink.close(),
          async write(bytes) {
            written += bytes.length;
            if (written > room)
              throw outputError(output.name, Object.assign(new Error("no space"), { code: "ENOSPC" }));
            await sink.write(bytes);
          },
        };
      },
    };
  }

  test.each([0, 50_000, 80_000])("on a disk that is full after %i bytes", async (room) => {
    for (const weights of ["embed", "external"] as const) {
      const output = full(nodeOutput(join(work, "parent/out")), room);
      await fails({ output, weights }, "OutputError", /the disk is full: found ENOSPC/);
    }
  });

  test("by a file that is cut while it is read", async () => {
    const file = join(checkpoint, "model.safetensors");
    const output = nodeOutput(join(work, "parent/out"));
    const cutting: OutputFolder = {
      ...output,
      async create(name) {
        await truncate(file, 30_000);
        return output.create(name);
      },
    };
    await fails({ output: cutting }, "ReadError", /model.safetensors: .*ended early.*fetch it again/);
  });

  test("by a validation that fails", async () => {
    const validate = async () => {
      throw new Error("the outputs differ");
    };
    await fails({ validate }, "Error", /the outputs differ/);
  });

  test("by a signal: before, while writing, and after", async () => {
    await fails({ signal: AbortSignal.abort(new Error("stopped")) }, "Error", /stopped/);
    for (const when of ["onProgress", "validate"] as const) {
      const controller = new AbortController();
      const stop = async () => controller.abort(new Error("stopped"));
      await fails({ [when]: stop, signal: controller.signal }, "Error", /stopped/);
    }
  });

  test("and the old folder as it was", async () => {
    await exportTiny();
    await writeFile(join(work, "parent/out/model.onnx"), "old");
    const output = full(nodeOutput(join(work, "parent/out"), { force: true }), 50_000);
    await fails({ output }, "OutputError", /the disk is full/);
    expect(await readdir(join(work, "parent"))).toEqual(["out"]);
    expect((await readdir(join(work, "parent/out"))).length).toBe(4);
  });
});
