import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { requireResizedGrid, resizedGrid } from "./resized-grid.ts";

describe("positions that are resized to every picture", () => {
  test("lie as the patches of square pictures do", () => {
    expect(resizedGrid(28, 14)).toEqual([2, 2]);
    expect(resizedGrid([12, 12], [4, 2])).toEqual([3, 6]);
  });

  test("are read as a square where pictures are not", () => {
    expect(resizedGrid([14, 56], 14)).toEqual([2, 2]);
  });

  test("which needs a square number of patches", () => {
    const config = (image_size: readonly [number, number]) => ({ model_type: "dinov2", image_size, patch_size: 14 });
    expect(() => requireResizedGrid(config([14, 56]))).not.toThrow();
    expect(() => requireResizedGrid(config([14, 42]))).toThrow(ConfigError);
  });
});
