import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { nodeFolder } from "@transonnx/checkpoint/node";
import { readModelFile } from "@transonnx/onnx/node";
import * as ort from "onnxruntime-node";
import { writeFiles } from "../../test/tiny-bert.ts";
import { ToySeq2SeqOnnxConfig, toyFiles, toyRegistry, toySeq2Seq } from "../../test/toy-seq2seq.ts";
import { nodeOutput } from "../node/node-output.ts";
import { planExport } from "../plan/plan-export.ts";
import { prepareExport } from "../prepare/prepare-export.ts";
import { weightsModes } from "../weights/weights-mode.ts";
import { type ExportModelOptions, exportModel } from "./export-model.ts";

let work: string;
let destination: string;

beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), "transonnx-merged-"));
  destination = join(work, "out");
  await writeFiles(join(work, "checkpoint"), toyFiles());
});
afterEach(() => rm(work, { recursive: true }));

const options = () => ({ checkpoint: nodeFolder(join(work, "checkpoint")), registry: toyRegistry });
const exportToy = <V = undefined>(more: Partial<ExportModelOptions<V>> = {}) =>
  exportModel<V>({ ...options(), output: nodeOutput(destination), ...more });

type Feeds = Record<string, ort.Tensor>;

const BATCH = 2;
const HEADS = [2, 8] as const;

const int64 = (...values: number[]) =>
  new ort.Tensor("int64", BigInt64Array.from(values, BigInt), [BATCH, values.length / BATCH]);
const empty = () => new ort.Tensor("float32", new Float32Array(), [BATCH, HEADS[0], 0, HEADS[1]]);

/** Runs a file on those of the feeds that it takes. */
async function run(name: string, feeds: Feeds): Promise<Feeds> {
  const session = await ort.InferenceSession.create(join(destination, `${name}.onnx`));
  const results = await session.run(Object.fromEntries(session.inputNames.map((input) => [input, feeds[input]!])));
  await session.release();
  return results as Feeds;
}

/** Encodes two texts and takes two steps, with the halves or with the merged file. */
async function generate(merged: boolean): Promise<readonly Feeds[]> {
  const mask = int64(1, 1, 1, 1, 1, 0);
  const encoded = await run("encoder_model", { input_ids: int64(5, 6, 7, 8, 9, 0), attention_mask: mask });
  const common = { encoder_attention_mask: mask, encoder_hidden_states: encoded.last_hidden_state! };
  const file = (half: string) => (merged ? "decoder_model_merged" : half);
  const use = (cache: boolean) => ({ use_cache_branch: new ort.Tensor("bool", [cache], [1]) });
  const noPast = Object.fromEntries(
    ["decoder.key", "decoder.value", "encoder.key", "encoder.value"].map((part) => [
      `past_key_values.0.${part}`,
      empty(),
    ]),
  );
  const first = await run(file("decoder_model"), { ...common, ...noPast, ...use(false), input_ids: int64(1, 2, 1, 3) });
  const past = Object.fromEntries(
    Object.entries(first).map(([name, value]) => [name.replace("present", "past_key_values"), value]),
  );
  const next = { ...common, ...past, ...use(true), input_ids: int64(4, 5) };
  return [first, await run(file("decoder_with_past_model"), next)];
}

const models = ["encoder_model", "decoder_model", "decoder_with_past_model", "decoder_model_merged"];

describe("an encoder-decoder with a past", () => {
  test("becomes an encoder, two decoders, and one of both", async () => {
    const report = await exportToy();
    expect(report.task).toBe("text2text-generation-with-past");
    expect(report.parts.map(({ name }) => name)).toEqual(models);
    expect(report.files.map(({ kind, file }) => `${kind} ${file}`)).toEqual([
      ...models.map((name) => `model ${name}.onnx`),
      "side config.json",
    ]);
    const [, noPast, withPast, merged] = report.parts;
    expect(merged!.inputs.map(({ name }) => name)).toEqual([
      "encoder_attention_mask",
      "input_ids",
      "encoder_hidden_states",
      ...["decoder.key", "decoder.value", "encoder.key", "encoder.value"].map((part) => `past_key_values.0.${part}`),
      "use_cache_branch",
    ]);
    expect(merged!.outputs).toEqual(noPast!.outputs);
    expect(merged!.parameters).toBe(noPast!.parameters);
    expect(merged!.nodes).toBeGreaterThan(noPast!.nodes + withPast!.nodes);
  });

  test.each(weightsModes)("computes the same in the merged file as in its halves, weights: %s", async (weights) => {
    await exportToy({ weights });
    const [halves, merged] = [await generate(false), await generate(true)];
    for (const [step, outputs] of halves.entries())
      for (const [name, { dims, data }] of Object.entries(outputs)) {
        expect(merged[step]![name]!.dims).toEqual(dims);
        expect(merged[step]![name]!.data).toEqual(data);
      }
  });

  test("has the weights of all three decoders in one file", async () => {
    const { files } = await exportToy({ weights: "external" });
    expect(files.filter(({ kind }) => kind === "weights").map(({ file }) => file)).toEqual([
      "encoder_model.onnx_data",
      "decoder_model_merged.onnx_data",
    ]);
    const placesOf = async (name: string) => {
      const model = await readModelFile(join(destination, `${name}.onnx`), { weights: "skip", externalData: false });
      return new Map(
        model.graph.initializers.flatMap(({ name, data }) => ("external" in data ? [[name, data] as const] : [])),
      );
    };
    const places = await placesOf("decoder_model_merged");
    for (const half of ["decoder_model", "decoder_with_past_model"])
      for (const [name, place] of await placesOf(half)) expect([name, place]).toEqual([name, places.get(name)]);
    expect([...(await placesOf("decoder_with_past_model")).keys()]).toEqual([
      "shared.weight",
      ...["q", "k", "v", "o", "cross.q"].map((name) => `decoder.${name}.weight`),
    ]);
    for (const { file, bytes } of files) expect((await stat(join(destination, file))).size).toBe(bytes);
  });

  test("links the checkpoint's file once", async () => {
    const { files, notes } = await exportToy({ weights: "link" });
    expect(files.filter(({ kind }) => kind !== "model").map(({ file }) => file)).toEqual([
      "model.safetensors",
      "config.json",
    ]);
    expect(notes).toEqual([expect.stringMatching(/^model.safetensors is the checkpoint's own file/)]);
  });

  test("is the same bytes each time", async () => {
    await exportToy({ weights: "external" });
    const first = await readFile(join(destination, "decoder_model_merged.onnx"));
    await exportToy({ weights: "external", output: nodeOutput(destination, { force: true }) });
    expect(await readFile(join(destination, "decoder_model_merged.onnx"))).toEqual(first);
  });

  test("stays in parts without post-processing", async () => {
    const report = await exportToy({ noPostProcess: true, weights: "external" });
    expect(report.parts.map(({ name }) => name)).toEqual(models.slice(0, 3));
    expect(report.files.filter(({ kind }) => kind === "weights").map(({ file }) => file)).toEqual(
      models.slice(0, 3).map((name) => `${name}.onnx_data`),
    );
    await generate(false);
  });

  test("leaves no merged decoder of an earlier export beside other halves", async () => {
    await exportToy({ weights: "external" });
    await exportToy({ noPostProcess: true, output: nodeOutput(destination, { force: true }) });
    expect((await readdir(destination)).filter((file) => file.startsWith("decoder_model_merged"))).toEqual([]);
  });

  test("is validated part by part, told which two the merged file holds", async () => {
    const { validation } = await exportToy({
      validate: async ({ parts, merged }) => ({
        parts: parts.map(({ name }) => name),
        merged: merged && [merged.file, merged.noPast === parts[1], merged.withPast === parts[2]],
      }),
    });
    expect(validation).toEqual({ parts: models.slice(0, 3), merged: ["decoder_model_merged.onnx", true, true] });
  });

  test.each(weightsModes)("is planned as it is exported, weights: %s", async (weights) => {
    const plan = await planExport({ ...options(), weights });
    const { validation: _, ...report } = await exportToy({ weights });
    expect(plan.export).toEqual(report);
  });

  test("reports progress over all files", async () => {
    const seen: (readonly [number, number])[] = [];
    const { files } = await exportToy({ weights: "external", onProgress: (...step) => seen.push(step) });
    const written = files.filter(({ kind }) => kind !== "side").reduce((sum, { bytes }) => sum + bytes, 0);
    expect(seen.at(-1)).toEqual([written, written]);
    expect(seen.every(([at], i) => i === 0 || at >= seen[i - 1]![0])).toBe(true);
  });
});

describe("without a past", () => {
  test("it becomes an encoder and a decoder", async () => {
    const { parts, task } = await exportToy({ task: "text2text-generation" });
    expect([task, ...parts.map(({ name }) => name)]).toEqual([
      "text2text-generation",
      "encoder_model",
      "decoder_model",
    ]);
    expect(parts[1]!.outputs.map(({ name }) => name)).toEqual(["logits"]);
  });

  test("it becomes one file as a monolith", async () => {
    const { parts, task } = await exportToy({ monolith: true });
    expect([task, ...parts.map(({ file }) => file)]).toEqual(["text2text-generation", "model.onnx"]);
  });
});

test("a monolith with a past is refused", async () => {
  await expect(exportToy({ task: "seq2seq-lm-with-past", monolith: true })).rejects.toThrow(
    "false for the task text2text-generation-with-past",
  );
});

describe("configurations of the caller", () => {
  const toyConfig = toySeq2Seq.parseConfig(JSON.parse(`${toyFiles()["config.json"]}`));
  const custom = new ToySeq2SeqOnnxConfig(toyConfig, "text2text-generation-with-past");

  test("replace those of single parts", async () => {
    const decoder_with_past_model = custom.withBehavior("decoder", { usePast: true, usePastInInputs: true });
    const { parts, close } = await prepareExport({ ...options(), customOnnxConfigs: { decoder_with_past_model } });
    await close();
    expect(parts.map(({ graph }) => graph.onnxConfig === decoder_with_past_model)).toEqual([false, false, true]);
  });

  test("are for one file where they are the model's, a part's too", async () => {
    const decoder = custom.withBehavior("decoder", { usePast: true });
    const { parts, close } = await prepareExport({ ...options(), customOnnxConfigs: { model: decoder } });
    await close();
    expect(parts.map(({ name, graph }) => [name, graph.onnxConfig])).toEqual([["model", decoder]]);
  });

  test("are refused for parts that are not there", async () => {
    await expect(exportToy({ customOnnxConfigs: { decoder: custom } })).rejects.toThrow(
      /customOnnxConfigs is "decoder": expected "encoder_model", "decoder_model", "decoder_with_past_model"/,
    );
  });
});
