import { type ByteSource, readRange } from "../byte-source.ts";
import { ITEM_SIZE } from "../dtype.ts";
import { InvalidHeaderError, UnsupportedFormatError } from "../errors.ts";
import { PickleEndError } from "../pickle/cursor.ts";
import { MAX_PICKLE_BYTES } from "../pickle/limits.ts";
import { unpickle } from "../pickle/unpickle.ts";
import { PickleDict, PickleList, type PickleValue, pythonType } from "../pickle/values.ts";
import { shown } from "../shown.ts";
import type { StoredTensor } from "../stored-tensor.ts";
import { torchGlobal, torchStorage } from "./globals.ts";
import { type StorageRange, stateDictTensors, storedTensor } from "./state-dict.ts";
import type { TorchStorage } from "./values.ts";

const MAGIC = 0x1950a86a20f9469cfc6cn;
const PROTOCOL = 1001;
/** Most state dicts fit; the window grows fourfold where one does not. */
const FIRST_WINDOW_BYTES = 256 * 1024;
const SIZE_BYTES = 8;
const DAMAGED = "The file is truncated or damaged; fetch it again.";

/**
 * The tensors of a file in the format of `torch.save` before 1.6: five pickles (magic number, protocol, the machine,
 * the state dict, the keys of its storages), then each storage with its length before it.
 * https://github.com/pytorch/pytorch/blob/v2.5.0/torch/serialization.py#L1511-L1660
 */
export async function openTorchLegacy(source: ByteSource): Promise<ReadonlyMap<string, StoredTensor>> {
  const file = source.name;
  const { values, end } = await readPickles(source);
  const [magic, protocol, machine, stateDict, keys] = values;
  if (magic !== MAGIC || protocol !== PROTOCOL) {
    throw new UnsupportedFormatError({
      file,
      problem: "a pickle that torch.save did not write",
      expected: `PyTorch's magic number and protocol ${PROTOCOL}`,
      found: magic === MAGIC ? `protocol ${shownScalar(protocol)}` : shownScalar(magic),
      advice: "Save the model as safetensors.",
    });
  }
  if (!(machine instanceof PickleDict) || machine.entries.get("little_endian") !== true) {
    throw new UnsupportedFormatError({
      file,
      problem: "its byte order is not read by this version",
      expected: "little_endian: True",
      found: machine instanceof PickleDict ? shownScalar(machine.entries.get("little_endian")) : pythonType(machine),
      advice: "Save it again on a little-endian machine, or as safetensors.",
    });
  }
  const tensors = stateDictTensors(file, stateDict as PickleValue);
  const storages = new Map([...tensors].map(([name, { storage }]) => [storage.key, { name, storage }]));
  const ranges = await storageRanges(source, end, keys, storages);
  return new Map(
    [...tensors].map(([name, tensor]) => [
      name,
      storedTensor(file, name, tensor, ranges.get(tensor.storage.key) as StorageRange),
    ]),
  );
}

async function readPickles(source: ByteSource): Promise<{ values: PickleValue[]; end: number }> {
  const file = source.name;
  const host = {
    file,
    global: (module: string, name: string) => torchGlobal(file, module, name),
    persistent: torchStorage,
  };
  const limit = Math.min(source.size, MAX_PICKLE_BYTES);
  for (let size = Math.min(FIRST_WINDOW_BYTES, limit); ; size = Math.min(4 * size, limit)) {
    const bytes = await readRange(source, 0, size);
    try {
      const values: PickleValue[] = [];
      let end = 0;
      // A pickle that is not PyTorch's is told by its first value.
      while (values.length < 5 && (values.length === 0 || values[0] === MAGIC)) {
        const pickle = unpickle(bytes, end, host);
        values.push(pickle.value);
        end = pickle.end;
      }
      return { values, end };
    } catch (error) {
      if (!(error instanceof PickleEndError) || size === limit) throw error;
    }
  }
}

async function storageRanges(
  source: ByteSource,
  start: number,
  keys: PickleValue | undefined,
  storages: ReadonlyMap<string, { readonly name: string; readonly storage: TorchStorage }>,
): Promise<ReadonlyMap<string, StorageRange>> {
  const wrong = (problem: string, expected: string, found: string, tensor?: string): InvalidHeaderError =>
    new InvalidHeaderError({ file: source.name, tensor, problem, expected, found, advice: DAMAGED });
  if (!(keys instanceof PickleList)) throw wrong("the keys of its storages", "a list", pythonType(keys));
  const ranges = new Map<string, StorageRange>();
  let at = start;
  for (const key of keys.items) {
    const { name, storage } = (typeof key === "string" ? storages.get(key) : undefined) ?? {};
    if (name === undefined || storage === undefined || ranges.has(storage.key)) {
      throw wrong(
        "a storage belongs to no tensor or comes twice",
        "the keys of its storages, once each",
        shownScalar(key),
      );
    }
    const prefix = await readRange(source, at, SIZE_BYTES);
    const size = new DataView(prefix.buffer, prefix.byteOffset).getBigInt64(0, true);
    if (size !== BigInt(storage.size)) {
      throw wrong(`the length of its storage ${shown(storage.key)}`, `${storage.size} elements`, `${size}`, name);
    }
    const offset = at + SIZE_BYTES;
    const length = storage.size * (storage.dtype === undefined ? 1 : ITEM_SIZE[storage.dtype]);
    if (!(offset + length <= source.size)) {
      throw wrong(
        `its storage ${shown(storage.key)} leaves the file`,
        `${length} bytes`,
        `${source.size - offset}`,
        name,
      );
    }
    ranges.set(storage.key, { source, offset, length });
    at = offset + length;
  }
  for (const [key, { name }] of storages) {
    if (!ranges.has(key))
      throw wrong(`its storage ${shown(key)} is missing`, "every storage in the file", "none", name);
  }
  return ranges;
}

function shownScalar(value: PickleValue | undefined): string {
  return typeof value === "object" || value === undefined ? pythonType(value) : shown(value);
}
