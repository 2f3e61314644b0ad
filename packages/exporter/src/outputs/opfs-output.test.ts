import { expect, test } from "@jest/globals";
import { bert } from "@transonnx/bert";
import { memoryFolder } from "@transonnx/checkpoint";
import { createRegistry } from "@transonnx/core";
import { memoryDirectory } from "../../test/memory-directory.ts";
import { tinyFiles } from "../../test/tiny-bert.ts";
import { exportModel } from "../export/export-model.ts";
import { memoryOutput } from "./memory-output.ts";
import { opfsOutput } from "./opfs-output.ts";

const registry = createRegistry([bert]);
const checkpoint = memoryFolder(tinyFiles());

test.each(["a worker", "a page"] as const)(
  "an export in %s is that of any other output, in folders too",
  async (where) => {
    const directory = memoryDirectory({ sync: where === "a worker" });
    const memory = memoryOutput();
    for (const output of [opfsOutput(directory), memory])
      await exportModel({ checkpoint, registry, output, layout: "transformers.js" });
    expect(directory.files()).toEqual(new Map([...memory.files].sort()));
  },
);

test("a file that is complete is read before the export is committed", async () => {
  const output = opfsOutput(memoryDirectory({ sync: true }));
  const file = await output.create("onnx/a.bin");
  await file.write(Uint8Array.of(1, 2));
  await expect(output.open("onnx/a.bin")).resolves.toBeUndefined();
  await file.write(Uint8Array.of(3));
  await file.close();
  const source = await output.open("onnx/a.bin");
  expect([source!.size, await source!.read(1, 2)]).toEqual([3, Uint8Array.of(2, 3)]);
});

test("an export that fails leaves an empty directory; one that is refused leaves what was there", async () => {
  const directory = memoryDirectory({ sync: true });
  const cancelled = exportModel({
    ...{ checkpoint, registry, output: opfsOutput(directory) },
    validate: async () => {
      expect(directory.files().size).toBeGreaterThan(0);
      throw new Error("no");
    },
  });
  await expect(cancelled).rejects.toThrow("no");
  expect(directory.files()).toEqual(new Map());

  await (await directory.getFileHandle("mine.txt", { create: true })).createWritable().then((file) => file.close());
  await expect(exportModel({ checkpoint, registry, output: opfsOutput(directory, "storage") })).rejects.toThrow(
    /storage: the output folder exists and is not empty: found mine\.txt/,
  );
  expect([...directory.files().keys()]).toEqual(["mine.txt"]);
});

test("storage that is used up is told, whether it is refused or written short", async () => {
  for (const full of ["throws", "writes nothing"] as const) {
    const directory = memoryDirectory({ sync: true, quota: 50_000, full });
    const output = opfsOutput(directory, "storage");
    await expect(exportModel({ checkpoint, registry, output })).rejects.toMatchObject({
      name: "OutputError",
      code: "QuotaExceededError",
      message: expect.stringMatching(/^storage: the browser's storage is full: .*nothing was left behind\.$/),
    });
    expect(directory.files()).toEqual(new Map());
  }
});

test("a file's path stays in the directory", async () => {
  const output = opfsOutput(memoryDirectory({ sync: false }), "storage");
  await expect(output.create("../model.onnx")).rejects.toThrow(
    /"\.\.\/model\.onnx" is no path of a file in the output/,
  );
});
