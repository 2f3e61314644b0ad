import { type ByteSource, type Folder, readRange } from "../byte-source.ts";
import { InvalidJsonError, MissingFileError, UnsupportedFormatError } from "../errors.ts";
import { isLfsPointer, lfsAdvice } from "../signature.ts";
import { NumberText } from "./number-text.ts";
import { type JsonNode, type ParseJsonOptions, parseJson } from "./parse-json.ts";

/** Configurations take kilobytes; with the names of 21,000 labels, both ways, a megabyte. */
export const MAX_JSON_BYTES = 4 * 1024 * 1024;
/** Each takes memory of its own, some hundred bytes. */
const MAX_JSON_VALUES = 500_000;

/** A value of a JSON file, as `readJson` gives it. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/**
 * Reads a JSON object from a folder, as Python's json does (`NaN` and `Infinity` are numbers, of two equal names the
 * last counts). The name `__proto__` is refused.
 */
export async function readJson(
  folder: Folder,
  name: string,
  options: { /** Default 4 MiB. */ readonly maxBytes?: number } = {},
): Promise<Readonly<Record<string, JsonValue>>> {
  const source = await folder.open(name);
  if (source === undefined) {
    throw new MissingFileError({
      file: name,
      problem: `it is missing from ${folder.name}`,
      advice: "Fetch the file, or name the folder that holds it.",
    });
  }
  try {
    const maxBytes = options.maxBytes ?? MAX_JSON_BYTES;
    const node = await parseJsonSource(source, maxBytes, { duplicates: "last", python: true });
    return plain(node, name) as Readonly<Record<string, JsonValue>>;
  } finally {
    await source.close?.();
  }
}

/** The JSON object in a file of at most `maxBytes`. */
export async function parseJsonSource(
  source: ByteSource,
  maxBytes: number,
  options: Pick<ParseJsonOptions, "duplicates" | "python">,
): Promise<Map<string, JsonNode>> {
  const file = source.name;
  if (source.size > maxBytes) {
    throw new InvalidJsonError({
      file,
      problem: "too large for a file of its kind",
      expected: `at most ${maxBytes} bytes`,
      found: `${source.size}`,
      advice: "Check that it is the file that its name says.",
    });
  }
  const bytes = await readRange(source, 0, source.size);
  if (isLfsPointer(bytes)) throw new UnsupportedFormatError({ file, ...lfsAdvice });
  const node = parseJson(bytes, { ...options, file, maxValues: MAX_JSON_VALUES });
  if (node instanceof Map) return node;
  throw new InvalidJsonError({
    file,
    problem: "its JSON is not an object",
    expected: "an object in braces",
    found: Array.isArray(node) ? "an array" : node === null ? "null" : `a ${typeof node}`,
    advice: "Correct the file or fetch it again.",
  });
}

function plain(node: JsonNode, file: string): JsonValue {
  if (node instanceof NumberText) return Number(node.text);
  if (Array.isArray(node)) return node.map((item) => plain(item, file));
  if (!(node instanceof Map)) return node;
  if (node.has("__proto__")) {
    throw new InvalidJsonError({
      file,
      problem: 'an object has a member "__proto__"',
      expected: "names that no JavaScript object gives a meaning",
      advice: "Remove the member.",
    });
  }
  return Object.fromEntries([...node].map(([name, value]) => [name, plain(value, file)]));
}
