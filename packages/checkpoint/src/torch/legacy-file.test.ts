import { describe, expect, test } from "@jest/globals";
import { bytes, u32, u64 } from "../../test/bytes.ts";
import { op, pickle } from "../../test/pickles.ts";
import { thrown } from "../../test/thrown.ts";
import { memorySource } from "../folders/memory-folder.ts";
import { readTensor } from "../stored-tensor.ts";
import { openTorchLegacy } from "./legacy-file.ts";

const MAGIC = pickle(bytes([0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19]));
const four = new Uint8Array(Float32Array.of(1, 2, 3, 4).buffer);

interface Legacy {
  readonly protocol?: number;
  readonly littleEndian?: boolean;
  /** Start and length of a view of the storage, which older files have. */
  readonly view?: readonly [number, number];
  readonly length?: number;
  readonly keys?: readonly string[];
  readonly size?: number | bigint;
}

/** A file of one tensor of `length` float32 in storage `k` of four. */
function legacy({
  protocol = 1001,
  littleEndian = true,
  view,
  length = 4,
  keys = ["k"],
  size = 4,
}: Legacy): Uint8Array {
  const viewMetadata = view ? bytes(op.mark, op.unicode("v"), op.int(view[0]), op.int(view[1]), op.tuple) : op.none;
  const storage = bytes(
    bytes(op.mark, op.unicode("storage"), op.global("torch", "FloatStorage"), op.unicode("k"), op.unicode("cpu")),
    bytes(op.int(4), viewMetadata, op.tuple, op.persistentId),
  );
  const tensor = bytes(
    bytes(op.global("torch._utils", "_rebuild_tensor"), op.mark, storage, op.int(0)),
    bytes(op.int(length), [0x85], op.int(1), [0x85], op.tuple, op.reduce),
  );
  return bytes(
    MAGIC,
    pickle(op.int(protocol)),
    pickle(op.emptyDict, op.unicode("little_endian"), bytes([littleEndian ? 0x88 : 0x89]), op.setItem),
    pickle(op.emptyDict, op.unicode("w"), tensor, op.setItem),
    pickle(op.emptyList, ...keys.flatMap((key) => [op.unicode(key), op.append])),
    u64(size),
    four,
  );
}

const open = (options: Legacy) => openTorchLegacy(memorySource("pytorch_model.bin", legacy(options)));
const values = async (options: Legacy) => {
  const tensor = (await open(options)).get("w");
  return tensor && [...new Float32Array((await readTensor(tensor)).buffer)];
};

test("a tensor of a whole storage, and one of a view of it", async () => {
  expect(await values({})).toEqual([1, 2, 3, 4]);
  expect(await values({ view: [1, 3], length: 3 })).toEqual([2, 3, 4]);
});

test("a pickle longer than the first window is read", async () => {
  const filler = bytes(op.unicode("_"), op.emptyDict, op.setItem);
  const padding = new Uint8Array(300_000 * filler.length);
  for (let i = 0; i < 300_000; i++) padding.set(filler, i * filler.length);
  const metadata = bytes(
    bytes(op.global("collections", "OrderedDict"), op.emptyTuple, op.reduce),
    bytes(op.emptyDict, padding, op.build),
  );
  const content = bytes(
    bytes(MAGIC, pickle(op.int(1001))),
    pickle(op.emptyDict, op.unicode("little_endian"), bytes([0x88]), op.setItem),
    pickle(metadata),
    pickle(op.emptyList),
  );
  expect(await openTorchLegacy(memorySource("pytorch_model.bin", content))).toEqual(new Map());
});

describe("a file is refused", () => {
  test.each<[string, Legacy, string]>([
    ["of another protocol", { protocol: 1002 }, "protocol 1002"],
    ["of a big-endian machine", { littleEndian: false }, "its byte order is not read"],
    ["whose view leaves the storage", { view: [2, 3], length: 3 }, "names no storage"],
    ["whose tensor leaves its view", { view: [2, 2], length: 3 }, "reaches outside of its storage"],
    ["without a storage", { keys: [] }, "is missing"],
    ["with a storage of no tensor", { keys: ["x"] }, "belongs to no tensor or comes twice"],
    ["with a storage twice", { keys: ["k", "k"] }, "belongs to no tensor or comes twice"],
    ["whose storage states another length", { size: 5 }, "expected 4 elements, found 5"],
    ["whose storage states a huge length", { size: 2n ** 64n - 1n }, "expected 4 elements, found -1"],
  ])("%s", async (_, options, message) => {
    const error = await thrown(() => open(options));
    expect(error.file).toBe("pytorch_model.bin");
    expect(error.message).toContain(message);
  });

  test("whose storage is cut off", async () => {
    const content = legacy({}).slice(0, -1);
    expect(await thrown(() => openTorchLegacy(memorySource("a.bin", content)))).toMatchObject({
      tensor: "w",
      expected: "16 bytes",
      found: "15",
    });
  });

  test("whose key of a storage is a number", async () => {
    const content = bytes(
      bytes(MAGIC, pickle(op.int(1001))),
      pickle(op.emptyDict, op.unicode("little_endian"), bytes([0x88]), op.setItem),
      pickle(op.emptyDict),
      pickle(op.emptyList, op.int(1), op.append),
      u32(0),
    );
    expect((await thrown(() => openTorchLegacy(memorySource("a.bin", content)))).message).toContain(
      "belongs to no tensor",
    );
  });
});
