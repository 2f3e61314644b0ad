import { type ByteSource, readRange } from "../byte-source.ts";
import { elementCount, ITEM_SIZE, type StoredDType } from "../dtype.ts";
import { InvalidHeaderError, UnsupportedFormatError } from "../errors.ts";
import { NumberText } from "../json/number-text.ts";
import { type JsonNode, type JsonObject, parseJson } from "../json/parse-json.ts";
import { shown } from "../shown.ts";
import { fileSignature, lfsAdvice } from "../signature.ts";
import { SAFETENSORS_DTYPES, UNREAD_DTYPES } from "./dtypes.ts";

/** The limit of the reference implementation. */
export const MAX_HEADER_BYTES = 100_000_000;
/** The largest published checkpoints hold some 150,000 tensors in all their shards, some thousands in each file. */
export const MAX_TENSORS = 50_000;
/** PyTorch's own limit on the dimensions of a tensor. */
export const MAX_RANK = 64;
/** Names are paths of modules: a few hundred characters at most. */
export const MAX_NAME_LENGTH = 4096;

/** Values of JSON that one tensor takes: an object, a dtype, four dimensions and two offsets in arrays. */
const MAX_HEADER_VALUES = 10 * MAX_TENSORS;
const PREFIX_BYTES = 8;
const BRACE = 0x7b;
const METADATA = "__metadata__";
const FIELDS = ["dtype", "shape", "data_offsets"];
const DAMAGED = "The file is damaged or was not written by safetensors; fetch it again.";

export interface SafetensorsEntry {
  readonly dtype: StoredDType;
  readonly shape: readonly number[];
  /** From the start of the file. */
  readonly offset: number;
  readonly length: number;
}

export interface SafetensorsHeader {
  readonly tensors: ReadonlyMap<string, SafetensorsEntry>;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Reads and checks the header of a safetensors file; nothing else is read. Every byte behind the header belongs to
 * exactly one tensor, as the reference implementation demands.
 * https://github.com/huggingface/safetensors#format
 */
export async function readSafetensorsHeader(source: ByteSource): Promise<SafetensorsHeader> {
  const text = await headerText(source);
  const document = parseJson(text, {
    file: source.name,
    maxValues: MAX_HEADER_VALUES,
    number: (number) =>
      /^\d{1,16}$/.test(number) && Number.isSafeInteger(Number(number)) ? Number(number) : new NumberText(number),
  });
  const header = document as JsonObject; // it starts with a brace
  const dataStart = PREFIX_BYTES + text.byteLength;
  const metadata = readMetadata(source.name, header.get(METADATA));
  header.delete(METADATA);
  if (header.size > MAX_TENSORS) {
    throw new InvalidHeaderError({
      file: source.name,
      problem: "too many tensors",
      expected: `at most ${MAX_TENSORS}`,
      found: `${header.size}`,
      advice: DAMAGED,
    });
  }
  const tensors = new Map<string, SafetensorsEntry>();
  for (const [name, node] of header) tensors.set(name, readEntry(source.name, name, node, dataStart));
  assertCovered(source, tensors, dataStart);
  return { tensors, metadata };
}

async function headerText(source: ByteSource): Promise<Uint8Array> {
  const file = source.name;
  const head = await readRange(source, 0, Math.min(source.size, 512));
  const signature = fileSignature(head);
  if (signature === "git-lfs pointer") throw new UnsupportedFormatError({ file, ...lfsAdvice });
  if (signature !== "safetensors" && signature !== "unknown") {
    throw new UnsupportedFormatError({
      file,
      problem: "not a safetensors file",
      found: `a file of the kind ${signature}`,
      advice: "Give the file the name that its format has.",
    });
  }
  if (head.byteLength < PREFIX_BYTES) {
    throw new InvalidHeaderError({
      file,
      problem: "too short for a safetensors file",
      expected: `at least ${PREFIX_BYTES} bytes`,
      found: `${source.size}`,
      advice: DAMAGED,
    });
  }
  const length = new DataView(head.buffer, head.byteOffset).getBigUint64(0, true);
  const limit = Math.min(MAX_HEADER_BYTES, source.size - PREFIX_BYTES);
  if (length > BigInt(limit)) {
    throw new InvalidHeaderError({
      file,
      problem: length > BigInt(MAX_HEADER_BYTES) ? "the header is too large" : "the header leaves the file",
      expected: `at most ${limit} bytes`,
      found: `${length}`,
      advice: DAMAGED,
    });
  }
  const text = await readRange(source, PREFIX_BYTES, Number(length));
  if (text[0] === BRACE) return text;
  throw new InvalidHeaderError({
    file,
    problem: "the header is not a JSON object",
    expected: 'a first character "{"',
    found: text[0] === undefined ? "an empty header" : shown(String.fromCharCode(text[0])),
    advice: DAMAGED,
  });
}

function readMetadata(file: string, node: JsonNode | undefined): Record<string, string> {
  if (node === undefined) return {};
  const entries = node instanceof Map ? [...node] : [];
  if (node instanceof Map && entries.every((entry): entry is [string, string] => typeof entry[1] === "string")) {
    return Object.fromEntries(entries as [string, string][]);
  }
  throw new InvalidHeaderError({
    file,
    problem: "__metadata__ is not a map of strings",
    found: shown(entries.find(([, value]) => typeof value !== "string")?.[1] ?? node),
    advice: DAMAGED,
  });
}

function readEntry(file: string, tensor: string, node: JsonNode, dataStart: number): SafetensorsEntry {
  const wrong = (problem: string, expected: string, found: unknown): InvalidHeaderError =>
    new InvalidHeaderError({ file, tensor, problem, expected, found: shown(found), advice: DAMAGED });

  if (tensor.length > MAX_NAME_LENGTH || /\p{Surrogate}|\0/u.test(tensor)) {
    throw wrong("the name of a tensor is no name", `valid Unicode of at most ${MAX_NAME_LENGTH} characters`, tensor);
  }
  if (!(node instanceof Map)) throw wrong("its entry is not an object", "an object", node);
  for (const field of node.keys()) {
    if (!FIELDS.includes(field)) throw wrong("its entry has an unknown field", FIELDS.join(", "), field);
  }
  const dtype = readDType(file, tensor, node.get("dtype"));
  const shape = naturals(node.get("shape"));
  if (shape === undefined || shape.length > MAX_RANK) {
    throw wrong("its shape is no shape", `at most ${MAX_RANK} non-negative integers`, node.get("shape"));
  }
  const offsets = naturals(node.get("data_offsets"));
  const [start, end] = offsets ?? [];
  if (offsets?.length !== 2 || start === undefined || end === undefined) {
    throw wrong("its data_offsets are no range", "two non-negative integers", node.get("data_offsets"));
  }
  if (end < start) throw wrong("its data ends before it starts", `an end from ${start}`, end);
  const count = elementCount(shape);
  const length = count === undefined ? undefined : count * ITEM_SIZE[dtype];
  if (length !== end - start) {
    const expected = length === undefined ? "a size that can be" : `${length} bytes`;
    throw wrong(`its byte length contradicts ${dtype}${shown(shape)}`, expected, end - start);
  }
  return { dtype, shape, offset: dataStart + start, length };
}

function readDType(file: string, tensor: string, node: JsonNode | undefined): StoredDType {
  const dtype = typeof node === "string" ? SAFETENSORS_DTYPES.get(node) : undefined;
  if (dtype !== undefined) return dtype;
  const problem = {
    file,
    tensor,
    expected: `one of ${[...SAFETENSORS_DTYPES.keys()].join(", ")}`,
    found: shown(node),
  };
  if (typeof node === "string" && UNREAD_DTYPES.includes(node)) {
    throw new UnsupportedFormatError({
      ...problem,
      problem: "its dtype is not read by this version",
      advice: "Convert the tensor to a dtype that is.",
    });
  }
  throw new InvalidHeaderError({ ...problem, problem: "its dtype is unknown", advice: DAMAGED });
}

function naturals(node: JsonNode | undefined): readonly number[] | undefined {
  return Array.isArray(node) && node.every((item): item is number => typeof item === "number") ? node : undefined;
}

function assertCovered(source: ByteSource, tensors: ReadonlyMap<string, SafetensorsEntry>, dataStart: number): void {
  const ordered = [...tensors].sort(([, a], [, b]) => a.offset - b.offset || a.length - b.length);
  const wrong = (tensor: string | undefined, problem: string, expected: number, found: number): InvalidHeaderError =>
    new InvalidHeaderError({
      file: source.name,
      tensor,
      problem,
      expected: `byte ${expected}`,
      found: `byte ${found}`,
      advice: DAMAGED,
    });
  let end = dataStart;
  let before = "";
  for (const [name, { offset, length }] of ordered) {
    if (offset < end) throw wrong(name, `its data overlaps that of ${shown(before)}; start of its data`, end, offset);
    if (offset > end) throw wrong(name, "bytes before its data belong to no tensor; start of its data", end, offset);
    end = offset + length;
    before = name;
  }
  if (end > source.size) throw wrong(before, "its data leaves the file; end of the file", end, source.size);
  if (end < source.size)
    throw wrong(undefined, "bytes at the end belong to no tensor; end of the file", end, source.size);
}
