import { ForbiddenGlobalError, type InvalidPickleError } from "../errors.ts";
import { shown } from "../shown.ts";
import { PickleCursor } from "./cursor.ts";
import {
  MAX_GLOBAL_BYTES,
  MAX_LONG_BYTES,
  MAX_MARKS,
  MAX_MEMO,
  MAX_OBJECTS,
  MAX_STACK,
  MAX_STRING_BYTES,
} from "./limits.ts";
import {
  PickleDict,
  PickleFunction,
  type PickleKey,
  PickleList,
  PickleTuple,
  type PickleValue,
  pythonType,
} from "./values.ts";

/** What the reader of a pickle allows. */
export interface PickleHost {
  readonly file: string;
  /** The meaning of a global, or undefined where it is not on the allow-list. */
  global(module: string, name: string): PickleValue | undefined;
  /** The meaning of a persistent id; undefined where it has none. */
  persistent(id: PickleValue): PickleValue | undefined;
}

/**
 * Reads one pickle with the opcodes that a state dict needs (protocols 2 to 4). It builds values and calls nothing but
 * the host's functions; classes cannot be instantiated, found or extended.
 * https://github.com/python/cpython/blob/v3.12.0/Lib/pickletools.py
 */
export function unpickle(bytes: Uint8Array, start: number, host: PickleHost): { value: PickleValue; end: number } {
  const machine = new PickleMachine(new PickleCursor(host.file, bytes, start), host);
  return { value: machine.run(), end: machine.cursor.at };
}

type Opcode = (machine: PickleMachine) => void;

const STOP = 0x2e;

/** https://github.com/python/cpython/blob/v3.12.0/Lib/pickle.py#L105-L185 */
const OPCODES: Readonly<Record<number, Opcode>> = {
  128: (m) => m.protocol(m.cursor.u8()), // PROTO
  149: (m) => void m.cursor.u64(), // FRAME
  40: (m) => m.mark(), // MARK
  78: (m) => m.push(null), // NONE
  136: (m) => m.push(true), // NEWTRUE
  137: (m) => m.push(false), // NEWFALSE
  74: (m) => m.push(m.cursor.i32()), // BININT
  75: (m) => m.push(m.cursor.u8()), // BININT1
  77: (m) => m.push(m.cursor.u16()), // BININT2
  138: (m) => m.long(m.cursor.u8()), // LONG1
  139: (m) => m.long(m.cursor.u32()), // LONG4
  71: (m) => m.push(m.cursor.f64()), // BINFLOAT
  84: (m) => m.text(m.cursor.u32()), // BINSTRING
  85: (m) => m.text(m.cursor.u8()), // SHORT_BINSTRING
  88: (m) => m.text(m.cursor.u32()), // BINUNICODE
  140: (m) => m.text(m.cursor.u8()), // SHORT_BINUNICODE
  141: (m) => m.text(Number(m.cursor.u64())), // BINUNICODE8
  93: (m) => m.create(new PickleList()), // EMPTY_LIST
  125: (m) => m.create(new PickleDict(false)), // EMPTY_DICT
  41: (m) => m.tuple([]), // EMPTY_TUPLE
  133: (m) => m.tuple(m.pop(1)), // TUPLE1
  134: (m) => m.tuple(m.pop(2)), // TUPLE2
  135: (m) => m.tuple(m.pop(3)), // TUPLE3
  116: (m) => m.tuple(m.popMark()), // TUPLE
  97: (m) => m.append(m.pop(1)), // APPEND
  101: (m) => m.append(m.popMark()), // APPENDS
  115: (m) => m.setItems(m.pop(2)), // SETITEM
  117: (m) => m.setItems(m.popMark()), // SETITEMS
  113: (m) => m.put(m.cursor.u8()), // BINPUT
  114: (m) => m.put(m.cursor.u32()), // LONG_BINPUT
  148: (m) => m.memoize(), // MEMOIZE
  104: (m) => m.get(m.cursor.u8()), // BINGET
  106: (m) => m.get(m.cursor.u32()), // LONG_BINGET
  99: (m) => m.global(m.cursor.line(MAX_GLOBAL_BYTES), m.cursor.line(MAX_GLOBAL_BYTES)), // GLOBAL
  147: (m) => m.stackGlobal(), // STACK_GLOBAL
  81: (m) => m.persistent(), // BINPERSID
  82: (m) => m.reduce(), // REDUCE
  98: (m) => m.build(), // BUILD
};

class PickleMachine {
  readonly cursor: PickleCursor;
  readonly #host: PickleHost;
  readonly #stack: PickleValue[] = [];
  readonly #marks: number[] = [];
  readonly #memo = new Map<number, PickleValue>();
  #objects = 0;

  constructor(cursor: PickleCursor, host: PickleHost) {
    this.cursor = cursor;
    this.#host = host;
  }

  run(): PickleValue {
    for (;;) {
      const code = this.cursor.u8();
      if (code === STOP) break;
      const opcode = OPCODES[code];
      if (opcode === undefined) {
        throw this.cursor.error(
          "an opcode that no state dict needs",
          undefined,
          `0x${code.toString(16).padStart(2, "0")}`,
        );
      }
      opcode(this);
    }
    const [value] = this.pop(1);
    if (this.#stack.length > 0 || this.#marks.length > 0) throw this.cursor.error("values are left behind at its STOP");
    return value as PickleValue;
  }

  protocol(version: number): void {
    if (version < 2 || version > 4) throw this.cursor.error("its protocol is not read", "2, 3 or 4", `${version}`);
  }

  push(value: PickleValue): void {
    if (this.#stack.length >= MAX_STACK) throw this.cursor.error(`more than ${MAX_STACK} values wait on the stack`);
    this.#stack.push(value);
  }

  mark(): void {
    if (this.#marks.length >= MAX_MARKS) throw this.cursor.error(`more than ${MAX_MARKS} marks are open`);
    this.#marks.push(this.#stack.length);
  }

  pop(count: number): PickleValue[] {
    if (this.#stack.length - count < (this.#marks.at(-1) ?? 0))
      throw this.cursor.error("a value is missing on the stack");
    return this.#stack.splice(this.#stack.length - count, count);
  }

  popMark(): PickleValue[] {
    const mark = this.#marks.pop();
    if (mark === undefined) throw this.cursor.error("a mark is missing on the stack");
    return this.#stack.splice(mark);
  }

  long(length: number): void {
    if (length > MAX_LONG_BYTES) throw this.cursor.error(`an integer has more than ${MAX_LONG_BYTES} bytes`);
    let value = 0n;
    const bytes = this.cursor.bytes(length);
    for (let i = length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i] as number);
    const signed = length === 0 ? 0n : BigInt.asIntN(8 * length, value);
    this.push(Number.isSafeInteger(Number(signed)) ? Number(signed) : signed);
  }

  text(length: number): void {
    if (length > MAX_STRING_BYTES) throw this.cursor.error(`a text has more than ${MAX_STRING_BYTES} bytes`);
    this.push(this.cursor.text(length));
  }

  /** Pushes a value that takes memory of its own. */
  create(value: PickleValue): void {
    if (++this.#objects > MAX_OBJECTS) throw this.cursor.error(`more than ${MAX_OBJECTS} objects`);
    this.push(value);
  }

  tuple(items: readonly PickleValue[]): void {
    this.create(new PickleTuple(items));
  }

  append(items: readonly PickleValue[]): void {
    const list = this.#top();
    if (!(list instanceof PickleList)) throw this.#wrong("a value is appended to what is no list", "a list", list);
    for (const item of items) list.items.push(item);
  }

  setItems(items: readonly PickleValue[]): void {
    const dict = this.#top();
    if (!(dict instanceof PickleDict)) throw this.#wrong("an item is set in what is no dict", "a dict", dict);
    if (items.length % 2 !== 0) throw this.cursor.error("a key has no value");
    for (let i = 0; i < items.length; i += 2) {
      dict.entries.set(this.#key(items[i] as PickleValue), items[i + 1] as PickleValue);
    }
  }

  put(index: number): void {
    if (this.#memo.size >= MAX_MEMO) throw this.cursor.error(`more than ${MAX_MEMO} values are memoized`);
    this.#memo.set(index, this.#top());
  }

  memoize(): void {
    this.put(this.#memo.size);
  }

  get(index: number): void {
    const value = this.#memo.get(index);
    if (value === undefined) throw this.cursor.error(`the memo has no value ${index}`);
    this.push(value);
  }

  stackGlobal(): void {
    const [module, name] = this.pop(2);
    if (typeof module !== "string" || typeof name !== "string") throw this.cursor.error("a global has no name");
    this.global(module, name);
  }

  global(module: string, name: string): void {
    const value = this.#host.global(module, name);
    if (value !== undefined) {
      this.push(value);
      return;
    }
    const global = `${module}.${name}`;
    throw new ForbiddenGlobalError({
      file: this.cursor.file,
      global,
      problem: `its pickle asks for ${shown(global)}, which is not on the list of what a state dict needs; nothing was run`,
      expected: "tensors in a dict",
      advice:
        "If you trust the file, load it in Python and save the model again with save_pretrained(), which writes model.safetensors.",
    });
  }

  persistent(): void {
    const [id] = this.pop(1);
    const value = this.#host.persistent(id as PickleValue);
    if (value === undefined) throw this.#wrong("a persistent id names no storage", "a storage", id);
    this.create(value);
  }

  reduce(): void {
    const [callable, args] = this.pop(2);
    if (!(callable instanceof PickleFunction))
      throw this.#wrong("a call of what is no function", "a function", callable);
    if (!(args instanceof PickleTuple)) throw this.#wrong("a call with what is no tuple", "a tuple of arguments", args);
    const value = callable.call(args.items);
    if (value === undefined) {
      const found = args.items.slice(0, 8).map(pythonType).join(", ");
      throw this.cursor.error(`${callable.python} does not take these arguments`, undefined, `(${found})`);
    }
    this.create(value);
  }

  /** Attributes of an OrderedDict, such as the `_metadata` of a state dict, decide nothing: they are dropped. */
  build(): void {
    const [state] = this.pop(1);
    const object = this.#top();
    if (!(object instanceof PickleDict && object.ordered))
      throw this.#wrong("a state is set on what is no OrderedDict", "an OrderedDict", object);
    if (!(state instanceof PickleDict)) throw this.#wrong("a state that is no dict", "a dict", state);
  }

  #top(): PickleValue {
    const top = this.#stack.length > (this.#marks.at(-1) ?? 0) ? this.#stack.at(-1) : undefined;
    if (top === undefined) throw this.cursor.error("a value is missing on the stack");
    return top;
  }

  #key(value: PickleValue): PickleKey {
    if (typeof value === "string" || typeof value === "number") return value;
    throw this.#wrong("the key of a dict", "a str or an int", value);
  }

  #wrong(problem: string, expected: string, found: PickleValue | undefined): InvalidPickleError {
    return this.cursor.error(problem, expected, pythonType(found));
  }
}
