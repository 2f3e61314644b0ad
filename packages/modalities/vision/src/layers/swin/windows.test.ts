import { describe, expect, test } from "@jest/globals";
import { arrayOf, evaluate, input, type Tensor, toNumbers } from "@transonnx/graph";
import { type Grid, patchesOf } from "../patches.ts";
import { shiftOf, type Windows, windowMask, windowPartition, windowReverse, windowsOf } from "./windows.ts";

/** Evaluates what is made of a picture, whose places hold their own numbers, from 1 on. */
async function ofPicture(grid: Grid, [h, w]: readonly [number, number], make: (x: Tensor, grid: Grid) => Tensor) {
  const pixels = input("x", { dtype: "float32", shape: ["b", 1, ...grid] });
  const numbers = Array.from({ length: h * w }, (_, i) => i + 1);
  const { x } = patchesOf(pixels);
  const [found] = await evaluate([make(x, grid), x], { inputs: { x: arrayOf("float32", [1, 1, h, w], numbers) } });
  return Array.from(toNumbers(found!));
}

const free: Grid = ["h", "w"];

const cut = (grid: Grid, sizes: readonly [number, number], side: number, shift?: (grid: Grid) => number | string) =>
  ofPicture(grid, sizes, (x) => windowPartition(windowsOf(grid, side, shift?.(grid)), x));

describe("windows", () => {
  test("are cut row by row", async () => {
    // 1 2 3 4
    // 5 6 7 8
    expect(await cut(free, [2, 4], 2)).toEqual([1, 2, 5, 6, 3, 4, 7, 8]);
  });

  test("that a grid does not fill are padded with zeros at the bottom and at the right", async () => {
    expect(await cut(free, [1, 3], 2)).toEqual([1, 2, 0, 0, 3, 0, 0, 0]);
  });

  test("of a shifted grid begin below and to the right, and end with what was before", async () => {
    // 1 2 3      5 6 0 4
    // 4 5 6  ->  8 9 0 7
    // 7 8 9      0 0 0 0
    //            2 3 0 1
    expect(await cut(free, [3, 3], 2, () => 1)).toEqual([5, 6, 8, 9, 0, 4, 0, 7, 0, 0, 2, 3, 0, 0, 0, 1]);
  });
});

const sizes = [1, 2, 3, 4, 5, 6, 7].flatMap((h) => [1, 2, 3, 4, 6, 9].map((w) => [h, w] as const));

describe.each([1, 2, 3, 4])("windows of %i x %i", (side) => {
  const again = (windows: Windows, x: Tensor) => windowReverse(windows, windowPartition(windows, x));

  test("are put together again, whatever the size of the grid", async () => {
    for (const [h, w] of sizes) {
      const places = Array.from({ length: h * w }, (_, i) => i + 1);
      expect(await ofPicture(free, [h, w], (x, grid) => again(windowsOf(grid, side), x))).toEqual(places);
      const shifted = (x: Tensor, grid: Grid) => again(windowsOf(grid, side, Math.floor(side / 2)), x);
      expect(await ofPicture(free, [h, w], shifted)).toEqual(places);
    }
  });

  test("are the same where the sizes are known from the start", async () => {
    for (const size of sizes)
      expect(await cut(size, size, side, (grid) => shiftOf(grid, side))).toEqual(
        await cut(free, size, side, (grid) => shiftOf(grid, side)),
      );
  });
});

describe("shiftOf", () => {
  test("is half a window, rounded down", () => {
    expect([shiftOf([8, 9], 7), shiftOf([8, 8], 4), shiftOf([5, 5], 1)]).toEqual([3, 2, 0]);
  });

  test("is nothing where one window covers the shorter side", () => {
    expect([shiftOf([7, 20], 7), shiftOf([20, 7], 7), shiftOf([3, 3], 7)]).toEqual([0, 0, 0]);
  });

  test("is nothing at any size where a window is as long as the pictures that the model was trained with", () => {
    expect([shiftOf([20, 20], 7, [7, 9]), shiftOf(free, 7, [7, 7])]).toEqual([0, 0]);
    expect([shiftOf([20, 20], 7, [8, 9]), shiftOf([7, 20], 7, [8, 9]), shiftOf([20, 20], 7, [6, 9])]).toEqual([
      3, 0, 3,
    ]);
  });

  test("depends on the picture where its size does", async () => {
    const shifted = (size: readonly [number, number]) => cut(free, size, 2, (grid) => shiftOf(grid, 2));
    expect((await shifted([2, 4])).slice(0, 4)).toEqual([1, 2, 5, 6]);
    expect((await shifted([4, 4])).slice(0, 4)).toEqual([6, 7, 10, 11]);
  });
});

describe("windowMask", () => {
  const mask = (size: readonly [number, number], shift: number) =>
    ofPicture(free, size, (_, grid) => windowMask(windowsOf(grid, 2, shift), "b")!);

  test("separates what the shift brought together from both ends", async () => {
    // 1 2 3 4      6 7 | 8 5
    // 5 6 7 8  ->  2 3 | 4 1
    const [apart, one] = [-100, 0];
    const first = [
      [one, one, apart, apart],
      [one, one, apart, apart],
      [apart, apart, one, one],
      [apart, apart, one, one],
    ];
    const second = [
      [one, apart, apart, apart],
      [apart, one, apart, apart],
      [apart, apart, one, apart],
      [apart, apart, apart, one],
    ];
    expect(await mask([2, 4], 1)).toEqual([...first.flat(), ...second.flat()]);
  });

  test("hides nothing where nothing was shifted at run time", async () => {
    const none = (_: Tensor, grid: Grid) => windowMask(windowsOf(grid, 4, shiftOf(grid, 4)), "b")!;
    expect(new Set(await ofPicture(free, [4, 9], none))).toEqual(new Set([0]));
    expect(new Set(await ofPicture(free, [5, 9], none))).toEqual(new Set([0, -100]));
  });

  test("is not there where a grid is not shifted", () => {
    expect(windowMask(windowsOf(free, 4), 2)).toBeUndefined();
  });
});
