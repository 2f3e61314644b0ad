const I32 = 0x7f;
const V128 = 0x7b;
const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const constant = (value: number) => [0x41, value];
const add = [0x6a];
const subtract = [0x6b];
const loop = (...body: readonly number[][]) => [0x03, 0x40, ...body.flat(), 0x0b];
const repeatIf = [0x0d, 0];
const load = (offset: number) => [0xfd, 0x00, 4, offset];
const loadSplat = (offset: number) => [0xfd, 0x0a, 3, offset];
const store = (offset: number) => [0xfd, 0x0b, 4, offset];
const zeros = () => [0xfd, 0x0c, ...new Array<number>(16).fill(0)];
const addFloats = [0xfd, 0xf0, 0x01];
const multiplyFloats = [0xfd, 0xf2, 0x01];

/** A length or a size that may need two bytes (LEB128). */
const leb = (value: number) => (value < 128 ? [value] : [(value & 127) | 128, value >> 7]);
const sized = (...content: readonly number[][]) => [...leb(content.flat().length), ...content.flat()];
const text = (word: string) => sized(Array.from(word, (letter) => letter.charCodeAt(0)));
const moved = (local: number, by: number) => [...get(local), ...constant(by), ...add, ...set(local)];

// Parameters, then locals, by number.
const rows = 0;
const columns = 1;
const out = 2;
const k = 3;
const panels = 4;
const row = 5;
const left = 6;
const sums = [7, 8, 9, 10, 11, 12, 13, 14];
const first = 15;
const second = 16;
const factor = 17;

/** sums[2r] and sums[2r + 1] get row r's factor times two columns each. */
const multiplyRow = (r: number): number[] => [
  ...[...get(row), ...loadSplat(8 * r), ...set(factor)],
  ...[first, second].flatMap((pair, i) => {
    const sum = sums[2 * r + i]!;
    return [...get(sum), ...get(factor), ...get(pair), ...multiplyFloats, ...addFloats, ...set(sum)];
  }),
];

const body = () => [
  ...[2, 2, I32, 11, V128], // locals after the parameters
  ...loop(
    ...sums.map((sum) => [...zeros(), ...set(sum)]),
    [...get(rows), ...set(row), ...get(k), ...set(left)],
    loop(
      [...get(columns), ...load(0), ...set(first), ...get(columns), ...load(16), ...set(second)],
      ...[0, 1, 2, 3].map(multiplyRow),
      moved(row, 32),
      moved(columns, 32),
      [...get(left), ...constant(1), ...subtract, 0x22, left, ...repeatIf],
    ),
    ...sums.map((sum, i) => [...get(out), ...get(sum), ...store(16 * i)]),
    [...get(out), 0x41, 0x80, 0x01, ...add, ...set(out)], // 128 bytes
    [...get(panels), ...constant(1), ...subtract, 0x22, panels, ...repeatIf],
  ),
  0x0b,
];

const section = (id: number, ...content: readonly number[][]) => [id, ...sized(...content)];

/**
 * The WebAssembly of `multiply(rows, columns, out, k, panels)`, which multiplies a panel of 4 rows with each panel of 4
 * columns. A function, so that bundles that multiply nothing have nothing of it.
 */
export const kernelModule = (): Uint8Array =>
  Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 5, I32, I32, I32, I32, I32, 0]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0, 1]),
    ...section(7, [2], text("memory"), [2, 0], text("multiply"), [0, 0]),
    ...section(10, [1], sized(body())),
  ]);
