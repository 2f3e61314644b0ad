import { expect, test } from "@jest/globals";
import { checkpointOf } from "./checkpoint-of.ts";

const chosen = (...paths: string[]) => paths.map((path) => ({ path, file: new File([], path.split("/").at(-1)!) }));

const found = (...paths: string[]) => {
  const { name, files } = checkpointOf(chosen(...paths));
  return [name, ...files.map((file) => file.name)];
};

test("a checkpoint is the folder with a config.json; folders in it are left out", () => {
  expect(found("bert/config.json", "bert/model.safetensors", "bert/onnx/config.json", "bert/onnx/model.onnx")).toEqual([
    "bert",
    "config.json",
    "model.safetensors",
  ]);
});

test("single files are a checkpoint as well", () => {
  expect(found("config.json", "model.safetensors")).toEqual(["the chosen files", "config.json", "model.safetensors"]);
});

test("the only folder below with a config.json is it: a Hugging Face cache", () => {
  expect(found("models--bert/refs/main", "models--bert/snapshots/abc/config.json")).toEqual(["abc", "config.json"]);
});

test("of several, none is chosen", () => {
  expect(() => found("models/a/config.json", "models/b/config.json")).toThrow(
    "There are several: models/a, models/b. Choose the folder of one of them.",
  );
});

test("without a config.json, what is there is told", () => {
  expect(() => found("x/a.txt", "x/b.txt")).toThrow(/There is no config\.json among the files: x\/a\.txt, x\/b\.txt\./);
  expect(() => found(...Array.from({ length: 9 }, (_, i) => `${i}`))).toThrow(/0, 1, 2, 3, 4, 5 and 3 more\./);
  expect(() => found()).toThrow("There are no files in it.");
});
