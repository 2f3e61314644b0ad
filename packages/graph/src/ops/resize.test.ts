import { describe, expect, test } from "@jest/globals";
import { evaluate } from "../evaluation/evaluate.ts";
import { input } from "../tensors/tensor.ts";
import type { Dim } from "../types/dim.ts";
import { arrayOf } from "../types/ndarray.ts";
import { type ResizeOptions, rescale, resize } from "./resize.ts";

const image = (...sizes: readonly Dim[]) => input("x", { dtype: "float32", shape: ["b", 3, ...sizes] });

describe("symbolic sizes", () => {
  test.each([
    [2, "2*h"],
    [0.5, "floor((h)/2)"],
    [1.5, "floor((h)/2) + h"],
  ])("times %d", (scale, expected) => {
    expect(rescale(image("h"), [scale]).type.shape).toEqual(["b", 3, expected]);
  });

  test("times what is no simple fraction are no sizes", () => {
    expect(() => rescale(image("h"), [0.3])).toThrow(
      "h times 0.30000001192092896 is no size: give sizes, or scales such as 2 and 0.5",
    );
  });
});

describe("values are those of torch.nn.functional.interpolate", () => {
  const row = [0, 1, 4, 9, 16, 25];
  const resized = async (size: number, options: ResizeOptions): Promise<number[]> => {
    const x = input("x", { dtype: "float32", shape: [1, 1, row.length] });
    const inputs = { x: arrayOf("float32", [1, 1, row.length], row) };
    const [y] = await evaluate([resize(x, [size], options)], { inputs });
    return Array.from(y!.data as Float32Array, (value) => Math.round(value * 1e3) / 1e3);
  };
  test.each<[number, ResizeOptions, number[]]>([
    [4, {}, [0, 1, 9, 16]],
    [4, { mode: "linear" }, [0.25, 3.25, 10.75, 22.75]],
    [4, { mode: "linear", alignCorners: true }, [0, 3, 11.333, 25]],
    [4, { mode: "cubic" }, [0.121, 2.828, 10.797, 23.207]],
    [9, {}, [0, 0, 1, 4, 4, 9, 16, 16, 25]],
    [9, { mode: "linear" }, [0, 0.5, 1.5, 3.5, 6.5, 10.167, 14.833, 20.5, 25]],
    [9, { mode: "linear", alignCorners: true }, [0, 0.625, 1.75, 3.625, 6.5, 9.875, 14.25, 19.375, 25]],
    [9, { mode: "cubic" }, [-0.087, 0.219, 1.431, 3.153, 6.125, 10.282, 14.301, 21.156, 25.781]],
    [4, { mode: "linear", antialias: true }, [0.375, 3.556, 10.778, 21.625]],
    [4, { mode: "cubic", antialias: true }, [0.159, 2.977, 10.887, 22.278]],
  ])("size %d, %j", async (size, options, expected) => {
    expect(await resized(size, options)).toEqual(expected);
  });
});
