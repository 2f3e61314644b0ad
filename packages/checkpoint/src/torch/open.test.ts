import { describe, expect, test } from "@jest/globals";
import { bytes } from "../../test/bytes.ts";
import { fixture } from "../../test/fixtures.ts";
import { op, pickle, weightPickle } from "../../test/pickles.ts";
import { thrown } from "../../test/thrown.ts";
import { torchArchive } from "../../test/zip-archive.ts";
import { ForbiddenGlobalError, InvalidHeaderError, InvalidPickleError, UnsupportedFormatError } from "../errors.ts";
import { memorySource } from "../folders/memory-folder.ts";
import { openSafetensors } from "../safetensors/open.ts";
import { readTensor } from "../stored-tensor.ts";
import { typedArray } from "../typed-array.ts";
import { openTorch } from "./open.ts";

const open = (content: Uint8Array) => openTorch(memorySource("pytorch_model.bin", content));
const openFixture = (name: string) => openTorch(memorySource(name, fixture(name)));
const six = new Uint8Array(Float32Array.of(1, 2, 3, 4, 5, 6).buffer);

describe.each(["zip.bin", "zip-protocol-4.bin", "legacy.bin"])("%s", (name) => {
  test("holds what the reference implementation of safetensors wrote of the same tensors", async () => {
    const { tensors } = await openFixture(name);
    const reference = (await openSafetensors(memorySource("reference", fixture("reference.safetensors")))).tensors;
    expect([...tensors.keys()].sort()).toEqual([...reference.keys()].sort());
    for (const [key, expected] of reference) {
      const tensor = tensors.get(key);
      expect({ key, dtype: tensor?.dtype, shape: tensor?.shape, byteLength: tensor?.byteLength }).toEqual({
        key,
        dtype: expected.dtype,
        shape: expected.shape,
        byteLength: expected.byteLength,
      });
      expect([key, ...(await readTensor(tensor ?? expected))]).toEqual([key, ...(await readTensor(expected))]);
    }
  });

  test("gives tied tensors one range, and a view the part of it", async () => {
    const { tensors } = await openFixture(name);
    const [a, b, rows] = ["tied.a", "tied.b", "rows"].map((key) => tensors.get(key)?.range);
    expect(b).toEqual(a);
    expect(rows).toEqual({ source: a?.source, offset: (a?.offset ?? 0) + 6 * 4, length: 2 * 6 * 4 });
  });

  test("gives no range to what is not contiguous, and its elements in order", async () => {
    const { tensors } = await openFixture(name);
    const read = async (key: string) => {
      const tensor = tensors.get(key);
      if (tensor === undefined) throw new Error(key);
      expect(tensor.range).toBeUndefined();
      return [...typedArray(tensor.dtype, await readTensor(tensor))];
    };
    expect(await read("columns")).toEqual([
      -0.875, -0.75, -0.625, -0.125, 0, 0.125, 0.625, 0.75, 0.875, 1.375, 1.5, 1.625,
    ]);
    expect((await read("transposed")).slice(0, 5)).toEqual([-1, -0.25, 0.5, 1.25, -0.875]);
    expect(await read("expanded")).toEqual([1, 1, 1, 2, 2, 2]);
  });

  test("gives chunks of whole elements", async () => {
    const { tensors } = await openFixture(name);
    for (const key of ["parameter", "transposed", "transposed.float64"]) {
      const sizes: number[] = [];
      for await (const chunk of tensors.get(key)?.chunks(43) ?? []) sizes.push(chunk.byteLength);
      expect(new Set(sizes.slice(0, -1))).toEqual(new Set([40]));
    }
  });
});

describe("a hand-written archive", () => {
  test("is read", async () => {
    const { tensors } = await open(torchArchive(weightPickle(), { 0: six }));
    const weight = tensors.get("weight");
    expect(weight).toMatchObject({ name: "weight", dtype: "float32", shape: [2, 3], file: "pytorch_model.bin" });
    expect(weight && (await readTensor(weight))).toEqual(six);
  });

  test.each([
    ["an offset outside of the storage", { offset: 1 }],
    ["strides that lead outside", { strides: [4, 1] }],
    ["a shape that is larger", { shape: [3, 3] }],
    ["a shape beyond every number", { shape: [2 ** 31 - 1, 2 ** 31 - 1] }],
    ["strides beyond every number", { strides: [2 ** 31 - 1, 1] }],
  ])("with %s is refused", async (_, options) => {
    const error = await thrown(() => open(torchArchive(weightPickle(options), { 0: six })));
    expect(error).toBeInstanceOf(InvalidHeaderError);
    expect(error).toMatchObject({ file: "pytorch_model.bin", tensor: "weight" });
  });

  test.each([
    ["negative", { shape: [-2, -3] }],
    ["of another rank than the strides", { shape: [2, 3, 1] }],
    ["of too many dimensions", { shape: new Array(65).fill(1), strides: new Array(65).fill(1) }],
  ])("with a shape that is %s is refused", async (_, options) => {
    const error = await thrown(() => open(torchArchive(weightPickle(options), { 0: six })));
    expect(error).toBeInstanceOf(InvalidPickleError);
    expect(error.message).toContain("torch._utils._rebuild_tensor_v2 does not take these arguments");
  });

  test("with a view that blows up a small storage is refused", async () => {
    const content = weightPickle({ shape: [30_000, 30_000], strides: [0, 0], storageSize: 6 });
    expect((await thrown(() => open(torchArchive(content, { 0: six })))).message).toBe(
      "pytorch_model.bin: tensor weight: it is an expanded view, too large to write out: expected at most 67108864 bytes, found 3600000000. The file is damaged; fetch it again.",
    );
  });

  test("with a storage that is missing or of another size is refused", async () => {
    const missing = await thrown(() => open(torchArchive(weightPickle(), { 1: six })));
    expect(missing).toMatchObject({ tensor: "weight", expected: "24 bytes", found: "no such entry" });
    const short = await thrown(() => open(torchArchive(weightPickle(), { 0: six.subarray(0, 20) })));
    expect(short).toMatchObject({ tensor: "weight", expected: "24 bytes", found: "20" });
  });

  test("with a storage key that is a path reads no other file", async () => {
    const content = torchArchive(weightPickle({ storageKey: "../../../etc/passwd" }), { 0: six });
    expect(await thrown(() => open(content))).toMatchObject({ found: "no such entry" });
  });
});

describe("what is no state dict", () => {
  test("a pickle that calls a program is refused before anything is called", async () => {
    const call = pickle(op.global("os", "system"), op.mark, op.unicode("touch /tmp/owned"), op.tuple, op.reduce);
    const error = await thrown(() => open(torchArchive(call, {})));
    expect(error).toBeInstanceOf(ForbiddenGlobalError);
    expect(error).toMatchObject({ file: "pytorch_model.bin", global: "os.system" });
    expect(error.message).toMatch(
      /nothing was run: expected tensors in a dict. If you trust the file, .*save_pretrained/,
    );
  });

  test.each([
    ["builtins", "eval"],
    ["builtins", "getattr"],
    ["posix", "system"],
    ["torch", "load"],
    ["torch.hub", "load"],
    ["torch._utils", "_rebuild_wrapper_subclass"],
    ["collections", "OrderedDict.__class__"],
    ["__main__", "constructor"],
  ])("%s.%s is not on the list", async (module, name) => {
    const error = await thrown(() => open(torchArchive(pickle(op.global(module, name)), {})));
    expect(error).toMatchObject({ name: "ForbiddenGlobalError", global: `${module}.${name}` });
  });

  test("a whole module is refused by the name of its class", async () => {
    expect(await thrown(() => openFixture("whole-module.bin"))).toMatchObject({
      global: "torch.nn.modules.linear.Linear",
      file: "whole-module.bin",
    });
  });

  test("a nested state dict is refused by the key", async () => {
    const error = await thrown(() => openFixture("nested.bin"));
    expect(error).toBeInstanceOf(UnsupportedFormatError);
    expect(error).toMatchObject({ tensor: "state_dict", found: "a dict" });
  });

  test("an entry that is no tensor is refused by the key", async () => {
    expect(await thrown(() => openFixture("with-an-int.bin"))).toMatchObject({ tensor: "epoch", found: "an int" });
  });

  test("complex tensors are refused by name", async () => {
    expect((await thrown(() => openFixture("complex.bin"))).message).toContain("torch.ComplexFloatStorage");
  });

  test.each([
    ["an old tar archive", bytes("x".repeat(257), "ustar", "x".repeat(300)), "tar format"],
    ["an HDF5 file", bytes("\x89HDF\r\n\x1a\n"), "of the kind hdf5"],
    ["a safetensors file", fixture("reference.safetensors"), "Give it a name that ends in .safetensors"],
    ["a Git LFS pointer", bytes("version https://git-lfs.github.com/spec/v1\noid sha256:0\n"), "git lfs pull"],
    ["a web page", bytes("<!doctype html>"), "not a file that torch.save wrote"],
    ["an empty file", bytes(""), "not a file that torch.save wrote"],
    ["a pickle of something else", pickle(op.unicode("hello")), "a pickle that torch.save did not write"],
  ])("%s is refused by name", async (_, content, message) => {
    const error = await thrown(() => open(content));
    expect(error).toBeInstanceOf(UnsupportedFormatError);
    expect(error.message).toContain(message);
  });
});

describe("a legacy file", () => {
  test("cut off anywhere is refused", async () => {
    const whole = fixture("legacy.bin");
    for (let length = 16; length < whole.length; length += 61) {
      await thrown(() => open(whole.slice(0, length)));
    }
  });

  test("whose storage states another length is refused", async () => {
    const content = fixture("legacy.bin");
    // The file ends with a storage of its length before it.
    const { tensors } = await open(content);
    const last = Math.max(...[...tensors.values()].map(({ range }) => range?.offset ?? 0));
    new DataView(content.buffer).setBigInt64(last - 8, -1n, true);
    expect(await thrown(() => open(content))).toMatchObject({ name: "InvalidHeaderError", found: "-1" });
  });
});
