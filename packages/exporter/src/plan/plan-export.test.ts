import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { bert } from "@transonnx/bert";
import { type Folder, memoryFolder } from "@transonnx/checkpoint";
import { nodeFolder } from "@transonnx/checkpoint/node";
import { createRegistry } from "@transonnx/core";
import { tinyConfig, tinyFiles, tinyTensors, writeSparse } from "../../test/tiny-bert.ts";
import { exportModel } from "../export/export-model.ts";
import { memoryOutput } from "../outputs/memory-output.ts";
import { planExport } from "./plan-export.ts";

const registry = createRegistry([bert]);
const plan = (files: Record<string, Uint8Array | string>, options = {}) =>
  planExport({ checkpoint: memoryFolder(files), registry, ...options });

test("says what an export writes, to the byte", async () => {
  for (const weights of ["embed", "external", "link"] as const) {
    const planned = await plan(tinyFiles(), { weights });
    const { validation: _none, ...report } = await exportModel({
      checkpoint: memoryFolder(tinyFiles()),
      registry,
      output: memoryOutput(),
      weights,
    });
    expect(planned.export).toEqual(report);
    expect(planned).toMatchObject({ modelType: "bert", task: "feature-extraction", problems: [] });
  }
});

test("reads config.json and headers, no weights", async () => {
  const folder = memoryFolder(tinyFiles());
  let read = 0;
  const counting: Folder = {
    ...folder,
    async open(file) {
      const source = await folder.open(file);
      return (
        source && {
          ...source,
          async read(offset, length) {
            read += length;
            return source.read(offset, length);
          },
        }
      );
    },
  };
  await planExport({ checkpoint: counting, registry });
  expect(read).toBeLessThan(8000);
});

test("tells for which tasks the checkpoint has all tensors, and why not for others", async () => {
  const { tasks } = await plan(tinyFiles());
  expect(tasks.map(({ task, possible }) => `${possible ? "+" : "-"} ${task}`)).toEqual([
    "+ feature-extraction",
    "- fill-mask",
    "- text-classification",
    "- multiple-choice",
    "- token-classification",
    "- question-answering",
  ]);
  expect(tasks[1]?.reason).toMatch(/the tensor "cls.predictions.transform.dense.weight" is missing/);
});

test("a task that is not told by the checkpoint is a problem, not the end", async () => {
  const { architectures: _none, ...config } = tinyConfig;
  const planned = await plan(tinyFiles({ config }));
  expect(planned).toMatchObject({ task: undefined, export: undefined, bytes: undefined });
  expect(planned.problems).toEqual([{ error: "TaskInferenceError", message: expect.stringMatching(/Name the task/) }]);
  expect(planned.tasks[0]?.possible).toBe(true);
  expect((await plan(tinyFiles({ config }), { task: "default" })).task).toBe("feature-extraction");
});

test("a field of config.json that is not built is named", async () => {
  const planned = await plan(tinyFiles({ config: { ...tinyConfig, is_decoder: true } }));
  expect(planned.problems).toEqual([
    {
      error: "ConfigError",
      field: "is_decoder",
      allowed: [false],
      message: expect.stringMatching(/"is_decoder" is true/),
    },
  ]);
  expect(planned.tasks.every(({ possible }) => !possible)).toBe(true);
  expect(planned.weights).toMatchObject({ files: ["model.safetensors"], tensors: tinyTensors().size });
});

test("an opset that the model cannot have is a problem", async () => {
  const planned = await plan(tinyFiles(), { opset: 5 });
  expect(planned.problems[0]).toMatchObject({ error: "OptionError", message: expect.stringMatching(/opset is 5/) });
});

test("more than 2 GiB go beside the model, and memory does not grow with the weights", async () => {
  const work = await mkdtemp(join(tmpdir(), "transonnx-plan-"));
  try {
    await writeSparse(work, { ...tinyConfig, vocab_size: 17_000_000 });
    const large = await planExport({ checkpoint: nodeFolder(work), registry });
    const small = await plan(tinyFiles());
    expect(large.export?.parts[0]?.weights).toBe("external");
    expect(large.export?.files.map(({ file }) => file)).toEqual(["model.onnx", "model.onnx_data", "config.json"]);
    expect(large.bytes).toBeGreaterThan(2 ** 31);
    expect(large.peakMemory).toBe(small.peakMemory);
    expect(await readdir(work)).toEqual(["config.json", "model.safetensors"]);
  } finally {
    await rm(work, { recursive: true });
  }
});

test("of sentence-transformers: what the exported file leaves to its user", async () => {
  const modules = [
    { path: "", type: "sentence_transformers.models.Transformer" },
    { path: "1_Pooling", type: "sentence_transformers.models.Pooling" },
    { path: "2_Normalize", type: "sentence_transformers.models.Normalize" },
  ];
  const config = { ...tinyConfig, architectures: ["BertForMaskedLM"] };
  const planned = await plan({ ...tinyFiles({ config }), "modules.json": JSON.stringify(modules) });
  expect(planned.task).toBe("feature-extraction");
  expect(planned.export?.notes).toEqual([expect.stringMatching(/Pooling and Normalize, which it puts behind/)]);
});
