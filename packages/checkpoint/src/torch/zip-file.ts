import { type ByteSource, readRange } from "../byte-source.ts";
import { ITEM_SIZE } from "../dtype.ts";
import { InvalidHeaderError, UnsupportedFormatError } from "../errors.ts";
import { MAX_PICKLE_BYTES } from "../pickle/limits.ts";
import { unpickle } from "../pickle/unpickle.ts";
import { shown } from "../shown.ts";
import type { StoredTensor } from "../stored-tensor.ts";
import { torchGlobal, torchStorage } from "./globals.ts";
import { type StorageRange, stateDictTensors, storedTensor } from "./state-dict.ts";
import type { TorchStorage } from "./values.ts";
import { readZipDirectory, type ZipEntry, zipEntryOffset } from "./zip.ts";

const PICKLE = "data.pkl";
const BYTE_ORDER = "byteorder";
/** `little` or `big`. */
const MAX_BYTE_ORDER_BYTES = 16;
/** Local headers that are read at a time. */
const CONCURRENT_READS = 16;

/** The tensors of a file that `torch.save` wrote in its zip format (PyTorch 1.6 and later). */
export async function openTorchZip(source: ByteSource): Promise<ReadonlyMap<string, StoredTensor>> {
  const file = source.name;
  const entries = await readZipDirectory(source);
  const root = archiveRoot(source, entries);
  await assertLittleEndian(source, entries.get(root + BYTE_ORDER));
  const pickle = await entryBytes(source, entries.get(root + PICKLE) as ZipEntry, MAX_PICKLE_BYTES);
  const { value } = unpickle(pickle, 0, {
    file,
    global: (module, name) => torchGlobal(file, module, name),
    persistent: torchStorage,
  });
  const tensors = stateDictTensors(file, value);

  const storages = new Map([...tensors].map(([name, { storage }]) => [storage.key, { name, storage }]));
  const ranges = new Map<string, StorageRange>();
  const pending = [...storages.values()];
  while (pending.length > 0) {
    await Promise.all(
      pending.splice(-CONCURRENT_READS).map(async ({ name, storage }) => {
        ranges.set(storage.key, await storageRange(source, entries.get(`${root}data/${storage.key}`), storage, name));
      }),
    );
  }
  return new Map(
    [...tensors].map(([name, tensor]) => [
      name,
      storedTensor(file, name, tensor, ranges.get(tensor.storage.key) as StorageRange),
    ]),
  );
}

/** The folder in the archive that everything lies in, with its slash. */
function archiveRoot(source: ByteSource, entries: ReadonlyMap<string, ZipEntry>): string {
  const roots = [...entries.keys()].flatMap((name) => {
    const slash = name.indexOf("/") + 1;
    return slash > 0 && name.slice(slash) === PICKLE ? [name.slice(0, slash)] : [];
  });
  const [root] = roots;
  if (root === undefined || roots.length > 1) {
    throw new UnsupportedFormatError({
      file: source.name,
      problem: "a zip archive that torch.save did not write",
      expected: `one entry <name>/${PICKLE}`,
      found: `${roots.length} among ${entries.size} entries`,
      advice: "If it is an archive of a checkpoint, unpack it.",
    });
  }
  if (!entries.has(`${root}constants.pkl`)) return root;
  throw new UnsupportedFormatError({
    file: source.name,
    problem: "a TorchScript program",
    expected: "a state dict as torch.save writes it",
    advice: "Use the checkpoint that the program was made from.",
  });
}

async function assertLittleEndian(source: ByteSource, entry: ZipEntry | undefined): Promise<void> {
  if (entry === undefined) return;
  const order = String.fromCharCode(...(await entryBytes(source, entry, MAX_BYTE_ORDER_BYTES)));
  if (order === "little") return;
  throw new UnsupportedFormatError({
    file: source.name,
    problem: "its byte order is not read by this version",
    expected: "little",
    found: shown(order),
    advice: "Save it again on a little-endian machine, or as safetensors.",
  });
}

async function entryBytes(source: ByteSource, entry: ZipEntry, maxBytes: number): Promise<Uint8Array> {
  if (entry.size > maxBytes) {
    throw new InvalidHeaderError({
      file: source.name,
      problem: `its entry ${shown(entry.name)} is too large`,
      expected: `at most ${maxBytes} bytes`,
      found: `${entry.size}`,
      advice: "Save the model as safetensors.",
    });
  }
  return readRange(source, await zipEntryOffset(source, entry), entry.size);
}

async function storageRange(
  source: ByteSource,
  entry: ZipEntry | undefined,
  storage: TorchStorage,
  tensor: string,
): Promise<StorageRange> {
  const expected = storage.size * (storage.dtype === undefined ? 1 : ITEM_SIZE[storage.dtype]);
  if (entry?.size !== expected) {
    throw new InvalidHeaderError({
      file: source.name,
      tensor,
      problem: `its storage ${shown(storage.key)} is ${entry === undefined ? "missing" : "of the wrong size"}`,
      expected: `${expected} bytes`,
      found: entry === undefined ? "no such entry" : `${entry.size}`,
      advice: "The file is truncated or damaged; fetch it again.",
    });
  }
  return { source, offset: await zipEntryOffset(source, entry), length: entry.size };
}
