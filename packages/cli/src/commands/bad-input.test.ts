import { mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { spoiled } from "../../test/checkpoints.ts";
import { buildCommandLine, tinyBert, transonnx, workFolder } from "../../test/command-line.ts";

const work = workFolder();
const checkpoint = path.join(work.path, "checkpoint");
const output = path.join(work.path, "output");

beforeAll(buildCommandLine);
afterAll(() => work.remove());

type Change = Parameters<typeof spoiled>[1];

/** Exports a spoilt checkpoint: the exit code, and what is said about it. */
function exportSpoiled(change: Change, ...flags: string[]) {
  rmSync(checkpoint, { recursive: true, force: true });
  spoiled(checkpoint, change);
  return transonnx("export", checkpoint, output, "--no-validate", ...flags);
}

function expectFailure({ status, stdout, stderr }: ReturnType<typeof transonnx>, code: number, message: RegExp) {
  expect(stderr).toMatch(message);
  expect([status, stdout]).toEqual([code, ""]);
  expect(stderr).toMatch(/^error: [^\n]+[.]\n$/);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(readdirSync(work.path).filter((name) => name !== "checkpoint")).toEqual([]);
}

const hostilePickle = Buffer.from("\x80\x02cposix\nsystem\nX\x05\x00\x00\x00false\x85R.", "latin1");

const broken: readonly [what: string, Change, RegExp][] = [
  ["a config.json that is missing", (c) => rmSync(c.path("config.json")), /config\.json: it is missing from /],
  [
    "a config.json that is no JSON",
    (c) => c.write("config.json", '{"model_type": "bert",}'),
    /config\.json: .*line 1, column 23/,
  ],
  ["a config.json without a model type", (c) => c.config({ model_type: undefined }), /"model_type"/],
  ["a size that is none", (c) => c.config({ hidden_size: -32 }), /"hidden_size" is -32: expected /],
  ["weights that are missing", (c) => rmSync(c.path("model.safetensors")), /expected model\.safetensors, /],
  [
    "a tensor that is missing",
    (c) => c.config({ num_hidden_layers: 3 }),
    /"bert\.encoder\.layer\.2\.attention\.self\.query\.weight" is missing/,
  ],
  [
    "tensors that nobody reads",
    (c) => c.config({ num_hidden_layers: 1 }),
    /16 tensors are not part of the model: bert\.encoder\.layer\.1\./,
  ],
  [
    "a tensor of another shape",
    (c) => c.config({ vocab_size: 141 }),
    /word_embeddings\.weight" has the wrong shape: expected \[141, 32\], found \[140, 32\]/,
  ],
  ["truncated weights", (c) => truncateSync(c.path("model.safetensors"), 50_000), /model\.safetensors: /],
  [
    "a header larger than the file",
    (c) => c.write("model.safetensors", Buffer.from([0, 0, 0, 0x80, 2, 0, 0, 0, 0x7b, 0x7d])),
    /model\.safetensors: /,
  ],
  [
    "tensors that overlap",
    (c) =>
      c.header((header) => {
        header["cls.predictions.bias"]!.data_offsets = [0, 560];
      }),
    /model\.safetensors: /,
  ],
  [
    "a tensor of integers where the model has floats",
    (c) =>
      c.header((header) => {
        header["cls.predictions.bias"]!.dtype = "I32";
      }),
    /"cls\.predictions\.bias" has the wrong element type: expected float32, .*found int32/,
  ],
  [
    "a tensor whose name would clear the screen",
    (c) =>
      c.header((header) => {
        header["\u001b[2J"] = { dtype: "F32", shape: [0], data_offsets: [0, 0] };
      }),
    /1 tensor is not part of the model: "\\u001b\[2J"/,
  ],
  [
    "an index that leaves the folder",
    (c) => {
      rmSync(c.path("model.safetensors"));
      c.write("model.safetensors.index.json", { weight_map: { "bert.pooler.dense.bias": "../../secret.safetensors" } });
    },
    /model\.safetensors\.index\.json: .*"\.\.\/\.\.\/secret\.safetensors"/,
  ],
  [
    "a pickle that calls a program",
    (c) => {
      rmSync(c.path("model.safetensors"));
      c.write("pytorch_model.bin", hostilePickle);
    },
    /pytorch_model\.bin: .*posix\.system/,
  ],
];

describe("a broken checkpoint ends with exit code 3, one paragraph, and nothing written", () => {
  test.each(broken)("%s", (_what, change, message) => expectFailure(exportSpoiled(change), 3, message));

  test("no folder", () => {
    const missing = path.join(work.path, "missing");
    expectFailure(
      transonnx("export", missing, output, "--no-validate"),
      3,
      /missing: there is no such folder: expected the folder of a checkpoint, /,
    );
  });

  test("neither a folder nor the name of a model", () => {
    const result = transonnx("export", "no/such/folder", output, "--no-validate");
    expectFailure(
      result,
      3,
      /^error: no\/such\/folder: there is no such folder: expected .* Hugging Face Hub: owner\/name\./,
    );
  });

  test("a preprocessor that the checkpoint does not hold", () => {
    expectFailure(
      exportSpoiled(() => {}, "--preprocessor", "image_processor"),
      3,
      /holds no image_processor/,
    );
  });
});

describe("what is not built ends with exit code 4", () => {
  test.each<[string, Change, string[], RegExp]>([
    [
      "a model type",
      (c) => c.config({ model_type: "distilbrt" }),
      [],
      /the model type "distilbrt" .* The nearest known: distilbert\./,
    ],
    ["a field of the config", (c) => c.config({ is_decoder: true }), [], /"is_decoder" is true: expected false/],
    [
      "quantised weights",
      (c) => c.config({ quantization_config: { bits: 4 } }),
      [],
      /"quantization_config" .* Quantised checkpoints are not read/,
    ],
    [
      "eight-bit floats",
      (c) =>
        c.header((header) => {
          Object.assign(header["cls.predictions.bias"]!, { dtype: "F8_E4M3", shape: [560] });
        }),
      [],
      /tensor cls\.predictions\.bias: its weights are quantised: expected float32, .*found float8_e4m3fn/,
    ],
    ["an activation", (c) => c.config({ hidden_act: "xyz" }), [], /"hidden_act" is "xyz"/],
    ["a task that nobody knows", () => {}, ["--task", "fil-mask"], /there is no task "fil-mask".* fill-mask/],
    ["a task of other models", () => {}, ["--task", "image-classification"], /bert: the task "image-classification"/],
    ["an architecture", (c) => c.config({ architectures: ["BertForSpeech"] }), [], /BertForSpeech\. Name the task/],
  ])("%s", (_what, change, flags, message) => expectFailure(exportSpoiled(change, ...flags), 4, message));
});

test.each([
  [["--opset", "12"], /the option opset is 12: expected an integer from 13 to 24/],
  [["--framework", "jax"], /the option framework is "jax": expected /],
])("a flag with a value that it cannot have ends with exit code 2: %j", (flags, message) => {
  expectFailure(
    exportSpoiled(() => {}, ...flags),
    2,
    message,
  );
});

describe("an output that cannot be written ends with exit code 6", () => {
  afterAll(() => rmSync(output, { recursive: true, force: true }));

  test("a folder that holds files, which stay as they are", () => {
    mkdirSync(output);
    writeFileSync(path.join(output, "model.onnx"), "mine");
    const { status, stderr } = transonnx("export", tinyBert, output, "--no-validate");
    expect(status).toBe(6);
    expect(stderr).toMatch(/output: the output folder exists and is not empty: found model\.onnx\. .*--force/);
    expect(readdirSync(work.path).sort()).toEqual(["checkpoint", "output"]);
    expect(readdirSync(output)).toEqual(["model.onnx"]);
  });

  test("a folder below a file", () => {
    const { status, stderr } = transonnx("export", tinyBert, path.join(output, "model.onnx/below"), "--no-validate");
    expect(status).toBe(6);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });
});

test("--debug shows the stack as well", () => {
  const { stderr } = transonnx("export", path.join(work.path, "missing"), output, "--debug");
  expect(stderr).toMatch(/^error: .*there is no such folder/);
  expect(stderr).toMatch(/\n\s+at /);
});

test("with --json, an error is a JSON object on standard output", () => {
  rmSync(output, { recursive: true, force: true });
  const { status, stdout, stderr } = exportSpoiled((c) => c.config({ model_type: "distilbrt" }), "--json");
  expect([status, stderr]).toEqual([4, ""]);
  expect(JSON.parse(stdout)).toEqual({
    ok: false,
    command: "export",
    exitCode: 4,
    error: {
      name: "UnknownModelTypeError",
      where: checkpoint,
      expected: expect.stringMatching(/^one of .*bert/),
      advice: expect.stringContaining("The nearest known: distilbert"),
      message: expect.stringContaining('the model type "distilbrt" is not in the registry'),
    },
  });
});
