import { describe, expect, test } from "@jest/globals";
import { bytes, u32 } from "../../test/bytes.ts";
import { fixture } from "../../test/fixtures.ts";
import { weightPickle } from "../../test/pickles.ts";
import { thrown } from "../../test/thrown.ts";
import { type ArchiveEntry, zipArchive } from "../../test/zip-archive.ts";
import { UnsupportedFormatError } from "../errors.ts";
import { memorySource } from "../folders/memory-folder.ts";
import { openTorch } from "./open.ts";
import { readZipDirectory } from "./zip.ts";

const pickled: ArchiveEntry = { name: "a/data.pkl", data: weightPickle() };
const storage: ArchiveEntry = { name: "a/data/0", data: new Uint8Array(24) };
const open = (content: Uint8Array) => openTorch(memorySource("pytorch_model.bin", content));

test("the directory of a file of torch.save, which has zip64 records", async () => {
  const entries = await readZipDirectory(memorySource("zip.bin", fixture("zip.bin")));
  expect([...entries.keys()].slice(0, 4)).toEqual([
    "zip/data.pkl",
    "zip/.format_version",
    "zip/.storage_alignment",
    "zip/byteorder",
  ]);
});

describe("an archive is refused", () => {
  test.each<[string, readonly ArchiveEntry[], string]>([
    ["with two entries of one name", [pickled, storage, storage], "two entries have one name"],
    ["with an entry behind the end", [pickled, { ...storage, offset: 1_000_000 }], "overlaps what comes behind it"],
    [
      "with an entry that leaves its place",
      [pickled, { ...storage, size: 1_000_000 }],
      "overlaps what comes behind it",
    ],
    ["with entries that share bytes", [pickled, { ...storage, offset: 8 }], "overlaps what comes behind it"],
    ["with entries at one place", [pickled, { ...storage, offset: 0 }], "overlaps what comes behind it"],
    ["whose local header has another name", [pickled, { ...storage, localName: "a/data/1" }], "another name"],
    ["whose local header has another size", [pickled, { ...storage, localSize: 8 }], "another size"],
    ["that is compressed", [pickled, { ...storage, method: 8 }], "compression method 8"],
    ["that is encrypted", [pickled, { ...storage, flags: 1 }], "encrypted"],
    ["that two programs share", [pickled, { ...pickled, name: "b/data.pkl" }], "torch.save did not write"],
    ["without a pickle", [storage], "torch.save did not write"],
    ["of TorchScript", [pickled, { name: "a/constants.pkl", data: bytes("") }], "TorchScript"],
    ["of a big-endian machine", [pickled, storage, { name: "a/byteorder", data: bytes("big") }], 'found "big"'],
  ])("%s", async (_, entries, message) => {
    expect((await thrown(() => open(zipArchive(entries)))).message).toContain(message);
  });

  test("that states another number of entries", async () => {
    expect(await thrown(() => open(zipArchive([pickled, storage], { count: 3 })))).toMatchObject({
      expected: "3",
      found: "2",
    });
  });

  test("whose pickle is larger than any of a state dict", async () => {
    const large = { ...pickled, data: new Uint8Array(17 * 1024 * 1024) };
    const error = await thrown(() => open(zipArchiveOfOne(large)));
    expect(error).toMatchObject({ expected: "at most 16777216 bytes", found: "17825792" });
  });

  test("whose local header is not where the directory says", async () => {
    const content = zipArchive([storage, pickled]);
    content.set(bytes("XX"), 0);
    expect((await thrown(() => readAsTorch(content))).message).toContain("no header where the directory says");
  });

  test("whose directory leaves the file", async () => {
    const content = zipArchive([pickled, storage]);
    content.set(u32(0xfffffff0), content.length - 6);
    expect((await thrown(() => open(content))).message).toContain("its directory overlaps its end record");
  });

  test("that is cut off anywhere", async () => {
    const whole = fixture("zip.bin");
    for (let length = 4; length < whole.length; length += 97) await thrown(() => open(whole.slice(0, length)));
  });
});

test("an encrypted archive is a format that is known and not read", async () => {
  expect(await thrown(() => open(zipArchive([{ ...pickled, flags: 1 }])))).toBeInstanceOf(UnsupportedFormatError);
});

/** Like `zipArchive`, without spreading megabytes. */
function zipArchiveOfOne(entry: ArchiveEntry): Uint8Array {
  const empty = zipArchive([{ ...entry, data: bytes(""), localSize: entry.data.length, size: entry.data.length }]);
  const headerEnd = 30 + entry.name.length;
  const content = new Uint8Array(empty.length + entry.data.length);
  content.set(empty.subarray(0, headerEnd));
  content.set(empty.subarray(headerEnd), headerEnd + entry.data.length);
  content.set(u32(headerEnd + entry.data.length), content.length - 6);
  return content;
}

/** The signature of the first entry is broken, so the file's own signature must not be looked at. */
async function readAsTorch(content: Uint8Array): Promise<unknown> {
  const { openTorchZip } = await import("./zip-file.ts");
  return openTorchZip(memorySource("pytorch_model.bin", content));
}
