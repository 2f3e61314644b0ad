import { mkdtemp, readdir, readFile, rm, stat, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { addModel, bytesOf, chunked, MemorySink } from "../../test/small-model.ts";
import { rangeWeights } from "../bytes/range-weights.ts";
import { OnnxFormatError } from "../errors.ts";
import type { InitializerSpec, ModelSpec } from "../model.ts";
import { encodeModel, writeModel } from "../write/write-model.ts";
import { fileSource } from "./file-source.ts";
import { readModelFile } from "./read-file.ts";
import { writeModelFile } from "./write-file.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "onnx-"));
});
afterEach(() => rm(folder, { recursive: true }));

const SIZE = 20_000;
const bias = Float32Array.from({ length: SIZE }, (_, i) => i / 7);
const biasBytes = bytesOf(bias);
const biasOf = ({ graph }: ModelSpec): InitializerSpec => graph.initializers[0]!;

async function contentOf({ data }: InitializerSpec): Promise<Buffer> {
  if (data instanceof Uint8Array) return Buffer.from(data);
  if (!("chunks" in data)) throw new Error("there are no bytes");
  const chunks: Buffer[] = [];
  for await (const chunk of data.chunks()) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

async function runs(path: string): Promise<void> {
  const session = await InferenceSession.create(path);
  const { y } = await session.run({ x: new Tensor("float32", new Float32Array(SIZE), [1, SIZE]) });
  expect(Buffer.compare(bytesOf(y!.data as Float32Array), biasBytes)).toBe(0);
  await session.release();
}

describe("a model's file", () => {
  test.each(["embed", "external"] as const)(
    "%s: written, read back in every way, run by ONNX Runtime",
    async (weights) => {
      const path = join(folder, "model.onnx");
      await writeModelFile(path, addModel(chunked(biasBytes, 30_000), SIZE), { weights });
      expect((await readdir(folder)).sort()).toEqual(
        weights === "embed" ? ["model.onnx"] : ["model.onnx", "model.onnx_data"],
      );
      for (const how of ["read", "lazy"] as const) {
        const stored = biasOf(await readModelFile(path, { weights: how }));
        expect(stored.data instanceof Uint8Array).toBe(how === "read");
        expect((await contentOf(stored)).compare(biasBytes)).toBe(0);
      }
      await runs(path);
    },
  );

  test("link: weights stay in the file that has them", async () => {
    await writeFile(join(folder, "model.safetensors"), Buffer.concat([Buffer.from("header "), biasBytes]));
    const path = join(folder, "model.onnx");
    const external = { location: "model.safetensors", offset: 7, length: biasBytes.length };
    await writeModelFile(path, addModel({ external }, SIZE));
    expect((await stat(path)).size).toBeLessThan(400);
    expect((await contentOf(biasOf(await readModelFile(path)))).compare(biasBytes)).toBe(0);
    await runs(path);
  });

  test("weights that are skipped are known by their length, and cannot be written", async () => {
    const path = join(folder, "model.onnx");
    await writeModelFile(path, addModel(biasBytes, SIZE));
    const read = await readModelFile(path, { weights: "skip" });
    expect(biasOf(read).data).toMatchObject({ byteLength: biasBytes.length });
    await expect(encodeModel(read)).rejects.toThrow("were skipped when it was read");
  });

  test("lazy weights of many chunks, of which some are left unread", async () => {
    const path = join(folder, "weights.bin");
    const bytes = new Uint8Array(9_000_000).map((_, i) => i % 253);
    await writeFile(path, bytes);
    const source = await fileSource(path);
    await source.close();
    const weights = rangeWeights(source, 100, bytes.length - 100);
    expect((await contentOf({ name: "w", dtype: "int8", shape: [], data: weights })).compare(bytes.subarray(100))).toBe(
      0,
    );
    for await (const chunk of weights.chunks()) {
      expect(chunk.length).toBe(4 * 2 ** 20);
      break;
    }
    for await (const chunk of rangeWeights(source, 0, 0).chunks()) expect(chunk).toBeUndefined();
  });

  test("lazy weights go from file to file", async () => {
    const [from, to] = [join(folder, "a.onnx"), join(folder, "b.onnx")];
    await writeModelFile(from, addModel(biasBytes, SIZE), { weights: "external" });
    await writeModelFile(to, await readModelFile(from), { weights: "embed" });
    expect(await readFile(to)).toEqual(Buffer.from(await encodeModel(addModel(biasBytes, SIZE))));
  });
});

describe("writing leaves all or nothing", () => {
  test("a source that ends early", async () => {
    const model = addModel(chunked(biasBytes.subarray(8), 30_000, biasBytes.length), SIZE);
    for (const weights of ["embed", "external"] as const)
      await expect(writeModelFile(join(folder, "model.onnx"), model, { weights })).rejects.toThrow(
        'initializer "bias"',
      );
    expect(await readdir(folder)).toEqual([]);
  });

  test("a file that exists is kept, unless the caller says otherwise", async () => {
    const path = join(folder, "model.onnx");
    await writeFile(path, "mine");
    await expect(writeModelFile(path, addModel(biasBytes, SIZE))).rejects.toThrow(`${path} exists`);
    expect(await readFile(path, "utf8")).toBe("mine");
    await writeModelFile(path, addModel(biasBytes, SIZE), { overwrite: true });
    await runs(path);
  });
});

describe("external data", () => {
  const write = async (location: string) => {
    const { graph, ...model } = addModel(new Uint8Array(16));
    const external = { location: "w".repeat(location.length), offset: 0, length: 16 };
    const [initializer] = graph.initializers;
    const sink = new MemorySink();
    await writeModel({ ...model, graph: { ...graph, initializers: [{ ...initializer!, data: { external } }] } }, sink);
    const bytes = Buffer.from(sink.bytes);
    bytes.write(location, bytes.indexOf(external.location));
    await writeFile(join(folder, "model.onnx"), bytes);
    return readModelFile(join(folder, "model.onnx"));
  };

  test("that is missing", async () => {
    await expect(write("weights.bin")).rejects.toThrow(
      'initializer "bias": expected its external data in "weights.bin"',
    );
  });

  test("that is too short", async () => {
    await writeFile(join(folder, "weights.bin"), new Uint8Array(12));
    await expect(write("weights.bin")).rejects.toThrow("expected bytes 0 to 16 of weights.bin, found 12 bytes");
  });

  test("that is cut after the model was read", async () => {
    await writeFile(join(folder, "weights.bin"), new Uint8Array(16));
    const stored = biasOf(await write("weights.bin"));
    await truncate(join(folder, "weights.bin"), 8);
    await expect(contentOf(stored)).rejects.toThrow(OnnxFormatError);
  });

  test("that a link or a path takes out of the folder", async () => {
    await symlink("/etc/hosts", join(folder, "weights.bin"));
    await expect(write("weights.bin")).rejects.toThrow("expected external data in the model's folder, found a link");
    await expect(write("../weights")).rejects.toThrow("a path that leaves the folder");
  });
});

test("a file that is not there, and one that is a folder", async () => {
  await expect(readModelFile(join(folder, "none.onnx"))).rejects.toThrow(/none\.onnx: expected .*, found no such file/);
  await expect(readModelFile(folder)).rejects.toThrow(OnnxFormatError);
});
