import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { evaluate, type NDArray, toNumbers } from "@transonnx/graph";
import { checkLayerTypes, type LayerType, layerBiases, layerTypesField } from "./layer-types.ts";

const layers = {
  layer_types: ["sliding_attention", "full_attention", "sliding_attention"],
  sliding_window: 2,
} as const;

describe("what a layer sees", () => {
  const biasOf = layerBiases(layers, { queries: 3, past: 0 });

  test("is its window, or all tokens before", async () => {
    const [sliding, full] = await evaluate([biasOf(0).bias, biasOf(1).bias], { inputs: {} });
    const seen = (bias: NDArray | undefined) => Array.from(toNumbers(bias!), (x) => (x === 0 ? 1 : 0));
    expect(seen(sliding)).toEqual([...[1, 0, 0], ...[1, 1, 0], ...[0, 1, 1]]);
    expect(seen(full)).toEqual([...[1, 0, 0], ...[1, 1, 0], ...[1, 1, 1]]);
  });

  test("is made once for all layers of a type", () => {
    expect(biasOf(2)).toBe(biasOf(0));
    expect([biasOf(0).window, biasOf(1).window]).toEqual([2, undefined]);
  });
});

describe("layer_types", () => {
  test.each([
    [null, true],
    [["full_attention"], true],
    [["linear_attention"], false],
    ["full_attention", false],
  ])("%j is read: %s", (value, expected) => expect(layerTypesField.accepts(value)).toBe(expected));

  test.each([
    [["full_attention"], 4, '"layer_types" is ["full_attention"]: expected one type for each of num_hidden_layers = 2'],
    [["full_attention", "sliding_attention"], null, "full_attention only, as no sliding_window is in use"],
  ] as [LayerType[], number | null, string][])(
    "%j with a window of %j is refused",
    (layer_types, sliding_window, message) => {
      const check = () => checkLayerTypes({ model_type: "tiny", num_hidden_layers: 2, layer_types, sliding_window });
      expect(check).toThrow(ConfigError);
      expect(check).toThrow(message);
    },
  );
});
