import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { fixture, fixturePath } from "../test/fixtures.ts";
import { thrown } from "../test/thrown.ts";
import type { ByteSource, Folder } from "./byte-source.ts";
import { detectWeights } from "./detect-weights.ts";
import { InvalidIndexError, MissingFileError, UnsupportedFormatError } from "./errors.ts";
import { blobFolder } from "./folders/blob-folder.ts";
import { memoryFolder } from "./folders/memory-folder.ts";
import { nodeFolder } from "./folders/node-folder.ts";
import { openCheckpoint } from "./open-checkpoint.ts";
import { encodeSafetensors } from "./safetensors/write.ts";
import { type Checkpoint, readTensor } from "./stored-tensor.ts";

const tensor = (value: number) => ({ dtype: "float32", shape: [1], data: Float32Array.of(value) }) as const;
const file = (values: Record<string, number>, metadata: Record<string, string> = {}) =>
  encodeSafetensors(
    Object.entries(values).map(([name, value]) => [name, tensor(value)] as const),
    metadata,
  );
const index = (weightMap: unknown) => JSON.stringify({ metadata: {}, weight_map: weightMap });

async function contents(checkpoint: Checkpoint): Promise<Record<string, readonly number[]>> {
  const entries: [string, readonly number[]][] = [];
  for (const [name, stored] of checkpoint.tensors) entries.push([name, [...(await readTensor(stored))]]);
  return Object.fromEntries(entries.sort());
}

describe("which weights are opened", () => {
  const all = {
    "pytorch_model.bin": fixture("zip.bin"),
    "model.safetensors": file({ a: 1 }),
    "tf_model.h5": "",
  };

  test("safetensors first", async () => {
    const checkpoint = await openCheckpoint(memoryFolder(all));
    expect(checkpoint).toMatchObject({ format: "safetensors", files: ["model.safetensors"] });
    expect([...checkpoint.tensors.keys()]).toEqual(["a"]);
  });

  test("the format that is asked for", async () => {
    const checkpoint = await openCheckpoint(memoryFolder(all), { format: "pytorch" });
    expect(checkpoint).toMatchObject({ format: "pytorch", files: ["pytorch_model.bin"] });
  });

  test("the file that is asked for", async () => {
    const folder = memoryFolder({ ...all, "model.fp16.safetensors": file({ b: 1 }), "old.pt": fixture("legacy.bin") });
    expect([...(await openCheckpoint(folder, { file: "model.fp16.safetensors" })).tensors.keys()]).toEqual(["b"]);
    expect(await openCheckpoint(folder, { file: "old.pt" })).toMatchObject({ format: "pytorch" });
  });

  test("what a folder holds, readable weights first", async () => {
    const found = await detectWeights(memoryFolder({ ...all, "x.Q4.gguf": "", "config.json": "{}" }));
    expect(found.map(({ file, readable }) => [file, readable])).toEqual([
      ["model.safetensors", true],
      ["pytorch_model.bin", true],
      ["tf_model.h5", false],
      ["x.Q4.gguf", false],
    ]);
  });
});

describe("no weights to open", () => {
  test("nothing at all", async () => {
    const error = await thrown(() => openCheckpoint(memoryFolder({ "config.json": "{}" }, "bert-tiny")));
    expect(error).toBeInstanceOf(MissingFileError);
    expect(error.message).toBe(
      "bert-tiny: it holds no weights under their usual names: expected model.safetensors, pytorch_model.bin or an index of their shards, found none. Fetch the weights into the folder, or give them one of these names.",
    );
  });

  test("weights under another name are named", async () => {
    const error = await thrown(() => openCheckpoint(memoryFolder({ "weights.safetensors": file({ a: 1 }) })));
    expect(error).toMatchObject({ found: "weights.safetensors" });
  });

  test("weights that this version does not read are named", async () => {
    const error = await thrown(() => openCheckpoint(memoryFolder({ "tf_model.h5": "", "a.gguf": "" })));
    expect(error).toBeInstanceOf(UnsupportedFormatError);
    expect(error).toMatchObject({ found: "tf_model.h5, a.gguf" });
  });

  test.each(["tf", "flax"] as const)("the framework %s", async (framework) => {
    const folder = memoryFolder({ "model.safetensors": file({ a: 1 }) });
    expect(await thrown(() => openCheckpoint(folder, { framework }))).toBeInstanceOf(UnsupportedFormatError);
  });

  test("a format that is not there", async () => {
    const folder = memoryFolder({ "model.safetensors": file({ a: 1 }) });
    expect(await thrown(() => openCheckpoint(folder, { format: "pytorch" }))).toMatchObject({
      expected: "pytorch_model.bin or pytorch_model.bin.index.json",
      found: "model.safetensors",
    });
  });

  test("a file that is not there, or whose name says nothing", async () => {
    const folder = memoryFolder({ weights: "" }, "m");
    expect((await thrown(() => openCheckpoint(folder, { file: "a.bin" }))).message).toContain("it is missing from m");
    expect(await thrown(() => openCheckpoint(folder, { file: "weights" }))).toBeInstanceOf(UnsupportedFormatError);
  });
});

describe("a sharded checkpoint", () => {
  test.each(["sharded-safetensors", "sharded-pytorch"])("%s holds what its shards hold", async (name) => {
    const checkpoint = await openCheckpoint(nodeFolder(fixturePath(name)));
    const reference = await openCheckpoint(memoryFolder({ "model.safetensors": fixture("reference.safetensors") }));
    expect(checkpoint.files).toHaveLength(2);
    expect(checkpoint.metadata).toEqual(name === "sharded-safetensors" ? { format: "pt" } : {});
    expect(await contents(checkpoint)).toEqual(await contents(reference));
    await checkpoint.close();
  });

  const shards = {
    "1.safetensors": file({ a: 1 }, { format: "pt", n: "1" }),
    "2.safetensors": file({ b: 2, c: 3 }, { format: "pt", n: "2" }),
  };
  const sharded = (weightMap: unknown, files: Record<string, Uint8Array | string> = shards) =>
    memoryFolder({ ...files, "model.safetensors.index.json": index(weightMap) });

  test("what the index does not name is left out, and metadata is what all shards say", async () => {
    const checkpoint = await openCheckpoint(sharded({ b: "2.safetensors", a: "1.safetensors" }));
    expect([...checkpoint.tensors].map(([name, { file }]) => [name, file])).toEqual([
      ["b", "2.safetensors"],
      ["a", "1.safetensors"],
    ]);
    expect(checkpoint.metadata).toEqual({ format: "pt" });
  });

  test("a shard that is missing is named", async () => {
    const error = await thrown(() => openCheckpoint(sharded({ a: "1.safetensors", d: "3.safetensors" })));
    expect(error).toBeInstanceOf(MissingFileError);
    expect(error.message).toContain("3.safetensors: the shard is missing, which model.safetensors.index.json names");
  });

  test("a tensor that is not in its shard is named", async () => {
    const error = await thrown(() => openCheckpoint(sharded({ a: "2.safetensors" })));
    expect(error).toBeInstanceOf(InvalidIndexError);
    expect(error).toMatchObject({
      file: "model.safetensors.index.json",
      tensor: "a",
      expected: "a tensor in 2.safetensors",
    });
  });

  test.each([
    "../1.safetensors",
    "/etc/passwd",
    "a/../../b",
    "..\\1.safetensors",
    "",
    ".",
    "C:1.safetensors",
    "1.safetensors\0",
  ])("a shard at %j is outside of the folder", async (name) => {
    expect(await thrown(() => openCheckpoint(sharded({ a: name })))).toMatchObject({
      name: "FileNameError",
      file: "model.safetensors.index.json",
      found: JSON.stringify(name),
    });
  });

  test.each<[string, string]>([
    ["no weight_map", "{}"],
    ["a list", '{"weight_map":[]}'],
    ["an empty one", '{"weight_map":{}}'],
    ["a number as file", '{"weight_map":{"a":1}}'],
    ["too many shards", index(Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [i, `${i}.safetensors`])))],
  ])("an index with %s is refused", async (_, text) => {
    const folder = memoryFolder({ "model.safetensors.index.json": text });
    expect(await thrown(() => openCheckpoint(folder))).toBeInstanceOf(InvalidIndexError);
  });

  test("shards that are links to one file are refused", async () => {
    const folder = mkdtempSync(join(tmpdir(), "shards-"));
    try {
      writeFileSync(join(folder, "1.safetensors"), file({ a: 1 }));
      symlinkSync("1.safetensors", join(folder, "2.safetensors"));
      const weightMap = { a: "1.safetensors", b: "2.safetensors" };
      writeFileSync(join(folder, "model.safetensors.index.json"), index(weightMap));
      expect(await thrown(() => openCheckpoint(nodeFolder(folder)))).toMatchObject({
        name: "InvalidIndexError",
        found: "1.safetensors and 2.safetensors",
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("an index that names a tensor twice is refused", async () => {
    const text = '{"weight_map":{"a":"1.safetensors","a":"2.safetensors"}}';
    const folder = memoryFolder({ ...shards, "model.safetensors.index.json": text });
    expect((await thrown(() => openCheckpoint(folder))).message).toContain('the name "a" occurs twice');
  });
});

describe("files are released", () => {
  const counting = (folder: Folder) => {
    let open = 0;
    const counted: Folder = {
      ...folder,
      async open(name): Promise<ByteSource | undefined> {
        const source = await folder.open(name);
        if (source) open++;
        return source && { ...source, close: async () => void open-- };
      },
    };
    return { folder: counted, open: () => open };
  };

  test("by close", async () => {
    const { folder, open } = counting(memoryFolder({ "model.safetensors": file({ a: 1 }) }));
    const checkpoint = await openCheckpoint(folder);
    expect(open()).toBe(1);
    await checkpoint.close();
    await checkpoint.close();
    expect(open()).toBe(0);
  });

  test("where the opening fails", async () => {
    const { folder, open } = counting(
      memoryFolder({ "1.safetensors": file({ a: 1 }), "model.safetensors.index.json": index({ b: "1.safetensors" }) }),
    );
    await thrown(() => openCheckpoint(folder));
    expect(open()).toBe(0);
  });
});

describe("in a browser", () => {
  test("files that were chosen are a folder", async () => {
    const blob = new Blob([Uint8Array.from(fixture("reference.safetensors"))]);
    const checkpoint = await openCheckpoint(blobFolder([{ name: "model.safetensors", blob }]));
    const reference = await openCheckpoint(memoryFolder({ "model.safetensors": fixture("reference.safetensors") }));
    expect(await contents(checkpoint)).toEqual(await contents(reference));
  });

  test("a File names itself", async () => {
    const { File } = await import("node:buffer");
    expect(await blobFolder([new File(["{}"], "config.json")]).list()).toEqual(["config.json"]);
  });

  test("two files of one name are refused", async () => {
    const blob = new Blob([]);
    expect(
      await thrown(() =>
        blobFolder([
          { name: "a", blob },
          { name: "a", blob },
        ]),
      ),
    ).toMatchObject({ found: '"a"' });
  });
});
