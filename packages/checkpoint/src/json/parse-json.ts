import { InvalidJsonError } from "../errors.ts";
import { shown } from "../shown.ts";
import type { NumberText } from "./number-text.ts";

/** Deeper than any configuration, shallower than the stack. */
const MAX_DEPTH = 100;
/** Longer than any number that means something. */
const MAX_NUMBER_LENGTH = 400;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERALS: readonly (readonly [string, JsonNode])[] = [
  ["true", true],
  ["false", false],
  ["null", null],
];
const PYTHON_LITERALS: readonly (readonly [string, JsonNode])[] = [
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
];

/** A JSON value with objects as maps, so that every name is just a name. */
export type JsonNode = null | boolean | number | string | NumberText | JsonNode[] | JsonObject;
export type JsonObject = Map<string, JsonNode>;

export interface ParseJsonOptions {
  readonly file: string;
  /** Bounds the memory that the values take: every number, string, array, object and literal counts. */
  readonly maxValues: number;
  /** `last`: of two members of one name the later counts, as in Python's json. Default `refuse`. */
  readonly duplicates?: "refuse" | "last";
  /** Also `NaN`, `Infinity` and `-Infinity`, which Python's json writes and reads. */
  readonly python?: boolean;
  readonly number?: (text: string) => number | NumberText;
}

/** Parses UTF-8 JSON strictly. Unlike `JSON.parse` it sees duplicate names and says line and column. */
export function parseJson(bytes: Uint8Array, options: ParseJsonOptions): JsonNode {
  return new JsonParser(decode(bytes, options.file), options).document();
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new InvalidJsonError({ file, problem: "its JSON text is not UTF-8", advice: "Fetch the file again.", cause });
  }
}

class JsonParser {
  readonly #text: string;
  readonly #options: ParseJsonOptions;
  readonly #literals: readonly (readonly [string, JsonNode])[];
  #at = 0;
  #values = 0;

  constructor(text: string, options: ParseJsonOptions) {
    this.#text = text;
    this.#options = options;
    this.#literals = options.python ? [...LITERALS, ...PYTHON_LITERALS] : LITERALS;
  }

  document(): JsonNode {
    this.#space();
    const value = this.#value(0);
    this.#space();
    if (this.#at < this.#text.length) throw this.#unexpected("the end of the text");
    return value;
  }

  #value(depth: number): JsonNode {
    if (depth > MAX_DEPTH) throw this.#error(`the JSON is nested deeper than ${MAX_DEPTH}`);
    if (++this.#values > this.#options.maxValues) {
      throw this.#error(`the JSON has more than ${this.#options.maxValues} values`);
    }
    const c = this.#text[this.#at] ?? "";
    if (c >= "0" && c <= "9") return this.#number();
    if (c === "{") return this.#object(depth);
    if (c === "[") return this.#array(depth);
    if (c === '"') return this.#string();
    for (const [literal, value] of this.#literals) {
      if (this.#text.startsWith(literal, this.#at)) {
        this.#at += literal.length;
        return value;
      }
    }
    return this.#number();
  }

  #object(depth: number): JsonObject {
    const members: JsonObject = new Map();
    this.#at++;
    this.#space();
    if (this.#skip("}")) return members;
    for (;;) {
      if (this.#text[this.#at] !== '"') throw this.#unexpected("a name in quotes");
      const start = this.#at;
      const name = this.#string();
      if (this.#options.duplicates !== "last" && members.has(name)) {
        this.#at = start;
        throw this.#error(`the name ${shown(name)} occurs twice in one object`);
      }
      this.#space();
      if (!this.#skip(":")) throw this.#unexpected('":"');
      this.#space();
      members.set(name, this.#value(depth + 1));
      this.#space();
      if (this.#skip("}")) return members;
      if (!this.#skip(",")) throw this.#unexpected('"," or "}"');
      this.#space();
    }
  }

  #array(depth: number): JsonNode[] {
    const items: JsonNode[] = [];
    this.#at++;
    this.#space();
    if (this.#skip("]")) return items;
    for (;;) {
      items.push(this.#value(depth + 1));
      this.#space();
      if (this.#skip("]")) return items;
      if (!this.#skip(",")) throw this.#unexpected('"," or "]"');
      this.#space();
    }
  }

  #string(): string {
    const start = this.#at;
    let escaped = false;
    for (this.#at++; ; this.#at++) {
      const c = this.#text.charCodeAt(this.#at);
      if (c === 0x22) break;
      if (Number.isNaN(c)) throw this.#unexpected("the end of a string");
      if (c < 0x20) throw this.#unexpected("a string without control characters");
      if (c !== 0x5c) continue;
      escaped = true;
      this.#at++;
    }
    this.#at++;
    if (!escaped) return this.#text.slice(start + 1, this.#at - 1);
    try {
      return JSON.parse(this.#text.slice(start, this.#at)) as string;
    } catch {
      this.#at = start;
      throw this.#error("a string has an escape that JSON does not know");
    }
  }

  #number(): number | NumberText {
    NUMBER.lastIndex = this.#at;
    const text = NUMBER.exec(this.#text)?.[0];
    if (text === undefined) throw this.#unexpected("a JSON value");
    if (text.length > MAX_NUMBER_LENGTH) throw this.#error(`a number has more than ${MAX_NUMBER_LENGTH} characters`);
    this.#at += text.length;
    return (this.#options.number ?? Number)(text);
  }

  #space(): void {
    for (; ; this.#at++) {
      const c = this.#text.charCodeAt(this.#at);
      if (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09) return;
    }
  }

  #skip(c: string): boolean {
    if (this.#text[this.#at] !== c) return false;
    this.#at++;
    return true;
  }

  #unexpected(expected: string): InvalidJsonError {
    const c = this.#text.codePointAt(this.#at);
    return this.#error(
      "not valid JSON",
      expected,
      c === undefined ? "the end of the text" : shown(String.fromCodePoint(c)),
    );
  }

  #error(problem: string, expected?: string, found?: string): InvalidJsonError {
    let line = 1;
    let lineStart = 0;
    for (let end = this.#text.indexOf("\n"); end >= 0 && end < this.#at; end = this.#text.indexOf("\n", lineStart)) {
      line++;
      lineStart = end + 1;
    }
    const column = this.#at - lineStart + 1;
    return new InvalidJsonError({
      file: this.#options.file,
      problem: `${problem} (line ${line}, column ${column})`,
      expected,
      found,
      advice: "Correct the file or fetch it again.",
      line,
      column,
    });
  }
}
