import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { bert } from "@transonnx/bert";
import { memoryFolder } from "@transonnx/checkpoint";
import { nodeFolder } from "@transonnx/checkpoint/node";
import { createRegistry } from "@transonnx/core";
import { arrayOf, evaluate, toFloat16 } from "@transonnx/graph";
import { readModelFile } from "@transonnx/onnx/node";
import * as ort from "onnxruntime-node";
import { type TinyTensor, tinyConfig, tinyFiles, tinyTensors, writeFiles, writeSparse } from "../../test/tiny-bert.ts";
import { nodeOutput } from "../node/node-output.ts";
import { memoryOutput } from "../outputs/memory-output.ts";
import { type ExportModelOptions, exportModel } from "./export-model.ts";

const registry = createRegistry([bert]);
let work: string;
let checkpoint: string;
let destination: string;

beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), "transonnx-export-"));
  checkpoint = join(work, "checkpoint");
  destination = join(work, "out");
  await writeFiles(checkpoint, tinyFiles());
});
afterEach(() => rm(work, { recursive: true }));

const exportTiny = <V = undefined>(options: Partial<ExportModelOptions<V>> = {}) =>
  exportModel<V>({
    checkpoint: nodeFolder(checkpoint),
    registry,
    output: nodeOutput(destination),
    ...options,
  });

const tokens = [1, 2, 3, 4, 5, 6];

/** What ONNX Runtime computes with the file. */
async function run(file: string): Promise<Float32Array> {
  const session = await ort.InferenceSession.create(file);
  const int64 = (values: readonly number[]) => new ort.Tensor("int64", BigInt64Array.from(values, BigInt), [2, 3]);
  const feeds = {
    input_ids: int64(tokens),
    attention_mask: int64([1, 1, 1, 1, 1, 0]),
    token_type_ids: int64([0, 0, 0, 0, 1, 1]),
  };
  const { last_hidden_state } = await session.run(feeds);
  await session.release();
  return last_hidden_state!.data as Float32Array;
}

const difference = (a: Float32Array, b: Float32Array): number =>
  a.length === b.length ? a.reduce((most, x, i) => Math.max(most, Math.abs(x - b[i]!)), 0) : Number.POSITIVE_INFINITY;

describe("the files", () => {
  test("of an export with embedded weights, and its report", async () => {
    const report = await exportTiny();
    expect((await readdir(destination)).sort()).toEqual(["config.json", "model.onnx", "tokenizer.json", "vocab.txt"]);
    expect(report).toMatchObject({
      modelType: "bert",
      task: "feature-extraction",
      architecture: "BertModel",
      checkpointFormat: "safetensors",
      parts: [{ name: "model", file: "model.onnx", opset: 23, weights: "embed", parameters: 37 }],
      casts: [],
      unread: ["pooler.dense.bias", "pooler.dense.weight"],
      notes: [],
      validation: undefined,
    });
    for (const { file, bytes } of report.files) expect((await stat(join(destination, file))).size).toBe(bytes);
    expect(report.files.map(({ file, kind }) => `${kind} ${file}`)).toEqual([
      "model model.onnx",
      "side config.json",
      "side tokenizer.json",
      "side vocab.txt",
    ]);
  });

  test("tell where the model comes from, and nothing of the machine or the time", async () => {
    const config = { ...tinyConfig, _name_or_path: "org/tiny-bert" };
    await writeFiles(checkpoint, tinyFiles({ config }));
    await exportTiny();
    const { metadata, producerName } = await readModelFile(join(destination, "model.onnx"));
    expect(producerName).toBe("transonnx");
    expect(metadata).toEqual({
      architecture: "BertModel",
      checkpoint_format: "safetensors",
      model_type: "bert",
      name_or_path: "org/tiny-bert",
      task: "feature-extraction",
    });
  });

  test.each(["/home/me/tiny-bert", "./tiny", "C:\\models\\tiny", "tiny"])(
    "do not hold the path %s of a checkpoint",
    async (path) => {
      await writeFiles(checkpoint, tinyFiles({ config: { ...tinyConfig, _name_or_path: path } }));
      await exportTiny();
      expect((await readModelFile(join(destination, "model.onnx"))).metadata).not.toHaveProperty("name_or_path");
    },
  );

  test.each(["embed", "external", "link"] as const)("are the same bytes each time: %s", async (weights) => {
    await exportTiny({ weights });
    const again = join(work, "again");
    await exportTiny({ weights, output: nodeOutput(again) });
    for (const file of await readdir(destination))
      expect((await readFile(join(again, file))).equals(await readFile(join(destination, file)))).toBe(true);
  });

  test("can be made in memory of a checkpoint in memory", async () => {
    const output = memoryOutput();
    await exportModel({ checkpoint: memoryFolder(tinyFiles()), registry, output });
    await exportTiny();
    expect(Buffer.compare(output.files.get("model.onnx")!, await readFile(join(destination, "model.onnx")))).toBe(0);
  });
});

describe("weights", () => {
  test("compute the same wherever they lie, and what the reference computes", async () => {
    const results: Float32Array[] = [];
    for (const weights of ["embed", "external", "link"] as const) {
      const folder = join(work, weights);
      const report = await exportTiny<Float32Array>({
        weights,
        output: nodeOutput(folder),
        async validate({ parts, parameter }) {
          const int64 = (values: readonly number[]) => arrayOf("int64", [2, 3], values);
          const inputs = {
            input_ids: int64(tokens),
            attention_mask: int64([1, 1, 1, 1, 1, 0]),
            token_type_ids: int64([0, 0, 0, 0, 1, 1]),
          };
          const { last_hidden_state } = parts[0]!.graph.outputs;
          const [value] = await evaluate([last_hidden_state!], { inputs, parameter });
          return value!.data as Float32Array;
        },
      });
      results.push(report.validation!, await run(join(folder, "model.onnx")));
    }
    for (const result of results) expect(difference(result, results[0]!)).toBeLessThan(1e-5);
  });

  test("external: in one file beside the model", async () => {
    const { files } = await exportTiny({ weights: "external" });
    expect(files.map(({ file, kind }) => `${kind} ${file}`)).toContain("weights model.onnx_data");
    const model = await readModelFile(join(destination, "model.onnx"), { weights: "skip", externalData: false });
    const words = model.graph.initializers.find(({ name }) => name === "embeddings.word_embeddings.weight");
    expect(words?.data).toMatchObject({ external: { location: "model.onnx_data", length: 60 * 32 * 4 } });
  });

  test("link: in the checkpoint's file, which has a further name then", async () => {
    const { files, notes } = await exportTiny({ weights: "link" });
    expect(files.map(({ file, kind }) => `${kind} ${file}`)).toEqual(
      expect.arrayContaining(["link model.safetensors", "model model.onnx"]),
    );
    expect(await readdir(destination)).not.toContain("model.onnx_data");
    const inode = async (folder: string) => (await stat(join(folder, "model.safetensors"))).ino;
    expect(await inode(destination)).toBe(await inode(checkpoint));
    expect(notes[0]).toMatch(/changing the one changes the other/);
  });

  test("link: the real file of a Hugging Face cache, whose snapshot holds links", async () => {
    const cache = join(work, "models--org--tiny");
    await mkdir(join(cache, "blobs"), { recursive: true });
    await mkdir(join(cache, "snapshots/abc"), { recursive: true });
    for (const file of await readdir(checkpoint)) {
      await rename(join(checkpoint, file), join(cache, "blobs", `sha-${file}`));
      await symlink(`../../blobs/sha-${file}`, join(cache, "snapshots/abc", file));
    }
    await exportTiny({ checkpoint: nodeFolder(join(cache, "snapshots/abc")), weights: "link" });
    for (const entry of await readdir(destination, { withFileTypes: true })) expect(entry.isFile()).toBe(true);
    expect((await run(join(destination, "model.onnx"))).length).toBe(2 * 3 * 32);
  });

  test("of two bytes are cast while they are copied, whatever the mode", async () => {
    const halves = new Map(
      [...tinyTensors()].map(([name, { shape, data }]): [string, TinyTensor] => {
        const bits = Uint16Array.from(data as Float32Array, toFloat16);
        return [name, { dtype: "float16", shape, data: bits }];
      }),
    );
    await writeFiles(checkpoint, tinyFiles({ tensors: halves }));
    const results: Float32Array[] = [];
    for (const weights of ["embed", "external", "link"] as const) {
      const folder = join(work, weights);
      const report = await exportTiny({ weights, output: nodeOutput(folder) });
      expect(report.casts).toEqual([{ from: "float16", to: "float32", tensors: 37 }]);
      if (weights === "link") {
        expect(await readdir(folder)).not.toContain("model.safetensors");
        expect(report.notes).toEqual(["All weights are in model.onnx_data: tensors that are cast cannot be linked."]);
      }
      results.push(await run(join(folder, "model.onnx")));
    }
    await writeFiles(checkpoint, tinyFiles());
    await exportTiny();
    const exact = await run(join(destination, "model.onnx"));
    for (const result of results) expect(difference(result, exact)).toBeLessThan(1e-2);
    for (const result of results) expect(difference(result, results[0]!)).toBe(0);
  });

  test("that were beside an older model go with it", async () => {
    await exportTiny({ weights: "external" });
    await writeFile(join(destination, "notes.txt"), "mine");
    await exportTiny({ output: nodeOutput(destination, { force: true }) });
    const files = await readdir(destination);
    expect(files).not.toContain("model.onnx_data");
    expect(files).toContain("notes.txt");
  });

  test("of more than 2 GiB go beside the model, unless they were to be embedded", async () => {
    await writeSparse(checkpoint, { ...tinyConfig, vocab_size: 17_000_000 });
    const embedding = exportTiny({ weights: "embed" });
    await expect(embedding).rejects.toThrow(/the option weights is "embed": expected a model of at most 2147483647/);
    expect(await readdir(work)).toEqual(["checkpoint"]);
  });
});
