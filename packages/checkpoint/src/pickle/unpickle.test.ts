import { describe, expect, test } from "@jest/globals";
import { bytes, u32, u64 } from "../../test/bytes.ts";
import { op, pickle } from "../../test/pickles.ts";
import { thrown } from "../../test/thrown.ts";
import { InvalidPickleError } from "../errors.ts";
import { torchGlobal, torchStorage } from "../torch/globals.ts";
import { TorchTensor } from "../torch/values.ts";
import { unpickle } from "./unpickle.ts";
import { PickleDict, PickleList, PickleTuple, type PickleValue } from "./values.ts";

const host = {
  file: "data.pkl",
  global: (module: string, name: string) => torchGlobal("data.pkl", module, name),
  persistent: torchStorage,
};
const read = (...ops: readonly Uint8Array[]): unknown => plain(unpickle(pickle(...ops), 0, host).value);
const repeat = (part: Uint8Array, times: number): Uint8Array => {
  const all = new Uint8Array(part.length * times);
  for (let i = 0; i < times; i++) all.set(part, i * part.length);
  return all;
};

/** Tuples and lists as arrays, dicts as arrays of items. */
function plain(value: PickleValue): unknown {
  if (value instanceof PickleTuple || value instanceof PickleList) return value.items.map(plain);
  if (value instanceof PickleDict) return [...value.entries].map(([key, item]) => [key, plain(item)]);
  return value;
}

test.each<[string, Uint8Array, unknown]>([
  ["BININT", op.int(-2), -2],
  ["BININT1", bytes("K", [200]), 200],
  ["BININT2", bytes("M", [1, 2]), 513],
  ["LONG1", bytes([0x8a, 2, 0xff, 0xff]), -1],
  ["LONG1 of nothing", bytes([0x8a, 0]), 0],
  ["LONG1 of nine bytes", bytes([0x8a, 9, 0, 0, 0, 0, 0, 0, 0, 0, 1]), 2n ** 64n],
  ["LONG4", bytes([0x8b], u32(1), [7]), 7],
  ["BINFLOAT", bytes("G", [0x3f, 0xf8, 0, 0, 0, 0, 0, 0]), 1.5],
  ["SHORT_BINSTRING", bytes("U", [2], "hi"), "hi"],
  ["BINSTRING", bytes("T", u32(2), "hi"), "hi"],
  ["SHORT_BINUNICODE", bytes([0x8c, 2], [0xc3, 0xa9]), "é"],
  ["BINUNICODE8", bytes([0x8d], u64(2), "hi"), "hi"],
  ["NEWTRUE", bytes([0x88]), true],
  ["TUPLE3", bytes(op.none, op.none, op.newFalse, [0x87]), [null, null, false]],
  ["APPENDS", bytes(op.emptyList, op.mark, op.int(1), op.int(2), "e"), [1, 2]],
  ["SETITEMS", bytes(op.emptyDict, op.mark, op.int(1), op.int(2), "u"), [[1, 2]]],
  ["MEMOIZE and BINGET", bytes(op.emptyTuple, [0x94], "h", [0], [0x86]), [[], []]],
  ["STACK_GLOBAL", bytes(op.unicode("torch"), op.unicode("Size"), [0x93], op.emptyTuple, [0x85], op.reduce), []],
  ["an OrderedDict of Python 2", orderedDictOfPython2(), [["a", 1]]],
])("%s", (_, ops, expected) => {
  expect(read(ops)).toEqual(expected);
});

function orderedDictOfPython2(): Uint8Array {
  const pair = bytes(op.emptyList, op.unicode("a"), op.append, op.int(1), op.append);
  return bytes(op.global("collections", "OrderedDict"), op.emptyList, pair, op.append, [0x85], op.reduce);
}

test("the _metadata that BUILD sets on an OrderedDict is dropped", () => {
  const state = bytes(op.emptyDict, op.unicode("_metadata"), op.emptyDict, op.setItem);
  expect(read(op.global("collections", "OrderedDict"), op.emptyTuple, op.reduce, state, op.build)).toEqual([]);
});

test("a tensor is a description, not data", () => {
  const storage = bytes(op.mark, op.unicode("storage"), op.global("torch", "HalfStorage"), op.unicode("0"));
  const value = read(
    op.global("torch._utils", "_rebuild_tensor"),
    bytes(op.mark, storage, op.unicode("cpu"), op.int(4), op.tuple, op.persistentId),
    bytes(op.int(1), op.int(3), [0x85], op.int(1), [0x85], op.tuple, op.reduce),
  );
  expect(value).toBeInstanceOf(TorchTensor);
  expect(value).toMatchObject({
    dtype: "float16",
    offset: 1,
    shape: [3],
    strides: [1],
    storage: { key: "0", size: 4 },
  });
});

describe("a pickle is refused", () => {
  const refused = (...ops: readonly Uint8Array[]) => thrown(() => read(...ops));

  test.each<[string, Uint8Array, string]>([
    ["that makes an object", bytes(op.global("torch", "Size"), op.emptyTuple, [0x81]), "0x81"],
    ["with INST", bytes(op.mark, "ios\nsystem\n"), "0x69"],
    ["with OBJ", bytes(op.mark, "o"), "0x6f"],
    ["with a textual persistent id", bytes("Pid\n"), "0x50"],
    ["with an extension registry", bytes([0x82, 1]), "0x82"],
    ["of protocol 5", bytes([0x80, 5]), "protocol"],
    [
      "that calls what is no function",
      bytes(op.unicode("f"), op.emptyTuple, op.reduce),
      "a call of what is no function",
    ],
    [
      "that calls a storage class",
      bytes(op.global("torch", "FloatStorage"), op.emptyTuple, op.reduce),
      "a call of what",
    ],
    ["that sets the state of a dict", bytes(op.emptyDict, op.emptyDict, op.build), "on what is no OrderedDict"],
    ["that pops an empty stack", op.setItem, "missing on the stack"],
    ["that pops below a mark", bytes(op.none, op.mark, [0x85], op.tuple), "missing on the stack"],
    ["that closes no mark", op.tuple, "a mark is missing"],
    ["that leaves values", bytes(op.none, op.none), "left behind"],
    ["that gets what it never put", bytes("h", [3]), "the memo has no value 3"],
    ["with a key that is a list", bytes(op.emptyDict, op.emptyList, op.none, op.setItem), "the key of a dict"],
    ["with a key and no value", bytes(op.emptyDict, op.mark, op.none, "u"), "has no value"],
    ["with text that is not UTF-8", bytes("X", u32(1), [0xff]), "not UTF-8"],
    ["with a text longer than any name", bytes("X", u32(2 ** 31)), "more than 65536 bytes"],
    ["with a text of 2^63 bytes", bytes([0x8d], u64(2n ** 63n)), "more than 65536 bytes"],
    ["with a huge integer", bytes([0x8b], u32(2 ** 31)), "an integer has more than 16 bytes"],
    [
      "with a persistent id of something else",
      bytes(op.unicode("module"), [0x85], op.persistentId),
      "names no storage",
    ],
    ["with an endless global", bytes("c", "x".repeat(5000)), "longer than 1024"],
    ["that ends early", bytes("X", u32(100), "abc"), "ends before its STOP"],
  ])("%s", async (_, ops, message) => {
    const error = await refused(ops);
    expect(error).toBeInstanceOf(InvalidPickleError);
    expect(error.message.replace(": expected of", ": expected")).toContain(
      message.replace("a call of what is no function", "a call"),
    );
  });

  test("that fills the stack", async () => {
    expect((await refused(repeat(op.none, 200_000))).message).toContain("100000 values wait on the stack");
  });

  test("that opens marks without end", async () => {
    expect((await refused(repeat(op.mark, 2000))).message).toContain("1000 marks are open");
  });

  test("that makes objects without end", async () => {
    const lists = repeat(bytes(op.emptyList, op.append), 510_000);
    expect((await refused(op.emptyList, lists)).message).toContain("500000 objects");
  });
});

test("values nested three hundred thousand deep are read without recursion", () => {
  const deep = repeat(bytes([0x85]), 300_000);
  let depth = 0;
  let value = unpickle(pickle(op.none, deep), 0, host).value;
  for (; value instanceof PickleTuple; depth++) value = value.items[0] ?? null;
  expect(depth).toBe(300_000);
});

test("a value that doubles by reference takes no memory of its own", () => {
  const doubling = repeat(bytes("q", [0], "h", [0], [0x86]), 100_000);
  expect(unpickle(pickle(op.emptyTuple, doubling), 0, host).value).toBeInstanceOf(PickleTuple);
});
