import { expect, test } from "@jest/globals";
import { type Folder, memoryFolder } from "@transonnx/checkpoint";
import { memoryOutput } from "../outputs/memory-output.ts";
import { isSideFile, MAX_SIDE_FILE_BYTES, sideFiles } from "./side-files.ts";

test.each([
  "config.json",
  "generation_config.json",
  "tokenizer.json",
  "sentencepiece.bpe.model",
  "spiece.model",
  "chat_template.jinja",
  "preprocessor_config.json",
  "normalizer.json",
])("%s comes with the model", (name) => expect(isSideFile(name)).toBe(true));

test.each([
  "model.safetensors",
  "pytorch_model.bin",
  "model.safetensors.index.json",
  ".gitattributes",
  ".model",
  "training_args.bin",
  "README.md",
  "modules.json",
  "modeling_custom.py",
])("%s does not", (name) => expect(isSideFile(name)).toBe(false));

test("they are copied as they are", async () => {
  const output = memoryOutput();
  const folder = memoryFolder({ "config.json": '{ "a": 1 }', "vocab.txt": "", "model.safetensors": "weights" });
  expect(await sideFiles(folder, {}, output)).toEqual({
    copied: [
      { file: "config.json", bytes: 10 },
      { file: "vocab.txt", bytes: 0 },
    ],
    made: [],
    left: [],
  });
  await output.commit();
  expect([...output.files.keys()]).toEqual(["config.json", "vocab.txt"]);
  expect(new TextDecoder().decode(output.files.get("config.json"))).toBe('{ "a": 1 }');
});

test("one that is too large to be what its name says is left out", async () => {
  const folder: Folder = {
    name: "checkpoint",
    list: async () => ["tokenizer.json"],
    open: async (name) => ({ name, size: MAX_SIDE_FILE_BYTES + 1, read: () => Promise.reject(new Error("read")) }),
  };
  expect(await sideFiles(folder, {}, memoryOutput())).toEqual({ copied: [], made: [], left: ["tokenizer.json"] });
});

test("one that the layout makes takes the place of the checkpoint's", async () => {
  const output = memoryOutput();
  const folder = memoryFolder({ "config.json": "{}", "vocab.txt": "" });
  const side = await sideFiles(folder, { "config.json": { a: 1 } }, output);
  expect(side).toEqual({
    copied: [{ file: "vocab.txt", bytes: 0 }],
    made: [{ file: "config.json", bytes: 13 }],
    left: [],
  });
  await output.commit();
  expect(new TextDecoder().decode(output.files.get("config.json"))).toBe('{\n  "a": 1\n}\n');
});
