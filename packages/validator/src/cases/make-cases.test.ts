import { describe, expect, test } from "@jest/globals";
import { OnnxConfig } from "@transonnx/core";
import type { NDArray } from "@transonnx/graph";
import { TinyOnnxConfig, tinyConfig } from "../../test/tiny-model.ts";
import { makeCases } from "./make-cases.ts";

const rowsOf = ({ data, shape }: NDArray): number[][] => {
  const values = Array.from(data as BigInt64Array, Number);
  const length = shape.at(-1)!;
  return Array.from({ length: values.length / length }, (_, i) => values.slice(i * length, (i + 1) * length));
};

const cases = async (config: OnnxConfig = tinyConfig(), options = {}) =>
  (await makeCases(config, { seed: 0, ...options })).map(({ name, inputs }) => ({
    name,
    ids: rowsOf(inputs.input_ids!),
    masks: rowsOf(inputs.attention_mask!).map((row) => row.join("")),
  }));

describe("makeCases", () => {
  test("pads some rows on the right, none, or on the left", async () => {
    const masks = (await cases()).map((one) => one.masks);
    expect(masks[0]).toEqual(["11111", expect.stringMatching(/^1+0+$/)]);
    expect(masks[1]).toEqual(["111", "111", "111"]);
    expect(masks[2]).toEqual([expect.stringMatching(/^0+1+$/)]);
    expect(masks[3]).toEqual(["1"]);
  });

  test("has padding tokens under the mask, and one among the tokens where nothing is padded", async () => {
    const [right, none] = await cases(tinyConfig({ pad_token_id: 19 }));
    right!.ids.forEach((row, i) => {
      row.forEach((id, j) => {
        if (right!.masks[i]![j] === "0") expect(id).toBe(19);
      });
    });
    expect(none!.ids.map((row) => row[1])).toEqual([19, 19, 19]);
    const without = await cases(tinyConfig({ pad_token_id: null }));
    expect(without[1]!.ids.map((row) => row[1])).not.toEqual([19, 19, 19]);
  });

  test("stays within the positions that a model has", async () => {
    const lengths = async (config: OnnxConfig) => (await cases(config)).map(({ ids }) => ids[0]!.length);
    expect(await lengths(tinyConfig({ max_position_embeddings: 4, pad_token_id: 1 }))).toEqual([2, 2, 2, 1]);
    expect(await lengths(tinyConfig({ max_position_embeddings: 512 }))).toEqual([5, 3, 4, 1]);
    expect(await lengths(tinyConfig({ max_position_embeddings: 4, pad_token_id: 19 }))).toEqual([4, 3, 4, 1]);
  });

  test("begins with the sizes that are given, and makes others from them", async () => {
    const made = await cases(tinyConfig(), { shapes: { batch_size: 2, sequence_length: 8 } });
    expect(made.map(({ ids }) => [ids.length, ids[0]!.length])).toEqual([
      [2, 8],
      [1, 7],
      [2, 8],
      [1, 1],
    ]);
  });

  test("runs a configuration's own sizes after those that are given, as it does not take any other", async () => {
    class FewSizesOnnxConfig extends TinyOnnxConfig {
      override get validationSizes() {
        return { sequence_length: [40, 30, 50, 20] } as const;
      }
    }
    const lengths = async (shapes: object) =>
      (await makeCases(new FewSizesOnnxConfig({ model_type: "few" }), { seed: 0, shapes })).map(
        ({ inputs }) => inputs.input_ids!.shape[1],
      );
    expect(await lengths({})).toEqual([40, 30, 50, 20]);
    expect(await lengths({ sequence_length: 200 })).toEqual([200, 30, 50, 20]);
    expect(await lengths({ sequenceLength: 200 })).toEqual([200, 30, 50, 20]);
  });

  test("depends on the seed alone", async () => {
    expect(await cases()).toEqual(await cases());
    expect(await cases(tinyConfig(), { seed: 5 })).not.toEqual(await cases());
  });

  test("makes one case where no axis is free", async () => {
    class StaticOnnxConfig extends OnnxConfig {
      get inputs() {
        return {};
      }
    }
    const made = await makeCases(new StaticOnnxConfig({ model_type: "static" }), { seed: 0 });
    expect(made).toEqual([{ name: "static shapes", inputs: {} }]);
  });
});
