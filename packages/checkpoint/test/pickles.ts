import { bytes, u32 } from "./bytes.ts";

/** The opcodes of hand-written pickles, as pickletools names them. */
export const op = {
  proto: (version = 2) => bytes([0x80, version]),
  global: (module: string, name: string) => bytes("c", module, "\n", name, "\n"),
  unicode: (text: string) => bytes("X", u32(text.length), text),
  int: (value: number) => bytes("J", u32(value < 0 ? value + 2 ** 32 : value)),
  mark: bytes("("),
  tuple: bytes("t"),
  emptyTuple: bytes(")"),
  emptyDict: bytes("}"),
  emptyList: bytes("]"),
  append: bytes("a"),
  setItem: bytes("s"),
  reduce: bytes("R"),
  build: bytes("b"),
  persistentId: bytes("Q"),
  newFalse: bytes([0x89]),
  none: bytes("N"),
  stop: bytes("."),
};

export const pickle = (...ops: readonly Uint8Array[]): Uint8Array => bytes(op.proto(), ...ops, op.stop);

/** A state dict of one float32 tensor `weight` of storage `0`, as torch.save pickles it. */
export function weightPickle(
  options: {
    readonly shape?: readonly number[];
    readonly strides?: readonly number[];
    readonly offset?: number;
    readonly storageSize?: number;
    readonly storageKey?: string;
  } = {},
): Uint8Array {
  const { shape = [2, 3], strides = [3, 1], offset = 0, storageSize = 6, storageKey = "0" } = options;
  const ints = (values: readonly number[]) => bytes(op.mark, ...values.map(op.int), op.tuple);
  return pickle(
    op.emptyDict,
    op.unicode("weight"),
    op.global("torch._utils", "_rebuild_tensor_v2"),
    op.mark,
    bytes(op.mark, op.unicode("storage"), op.global("torch", "FloatStorage"), op.unicode(storageKey)),
    bytes(op.unicode("cpu"), op.int(storageSize), op.tuple, op.persistentId),
    bytes(op.int(offset), ints(shape), ints(strides), op.newFalse),
    bytes(op.global("collections", "OrderedDict"), op.emptyTuple, op.reduce),
    op.tuple,
    op.reduce,
    op.setItem,
  );
}
