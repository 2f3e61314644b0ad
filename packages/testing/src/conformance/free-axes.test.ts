import { describe, expect, test } from "@jest/globals";
import type { Forward } from "@transonnx/core";
import { add, slice } from "@transonnx/graph";
import { forward, type ToyConfig, ToyOnnxConfig, toy, tried, words } from "../../test/toy-model.ts";

describe("a frozen axis is named", () => {
  test("where the graph cannot be built on it", async () => {
    const places: Forward<ToyConfig> = (c, p, x) => ({
      last_hidden_state: add(words(c, p, x), p.get("dense.weight", [c.hidden_size, c.hidden_size])),
    });
    const { text } = await tried(toy({ forward: places }));
    expect(text).toContain("the free axis sequence_length meets a number");
  });

  test("where it fails at some sizes", async () => {
    const fourth: Forward<ToyConfig> = (c, p, x, cache) => {
      const { last_hidden_state: y } = forward(c, p, x, cache);
      return { last_hidden_state: add(y!, slice(y!, 1, 3, 4)) };
    };
    const { failed, text } = await tried(toy({ forward: fourth }));
    expect(failed).toContain("every free axis is free");
    expect(text).toContain("the axis sequence_length is frozen: the graph runs at one of its sizes and not at another");
  });

  test("where OnnxConfig does not name it, and the golden has other sizes", async () => {
    class OneLength extends ToyOnnxConfig {
      override get inputs() {
        return { input_ids: { 0: "batch_size" } };
      }
      override get outputs() {
        return { last_hidden_state: { 0: "batch_size" } };
      }
    }
    const { failed, text } = await tried(toy({ onnxConfig: OneLength }));
    expect(failed).toContain("names, types and axes are those of the OnnxConfig");
    expect(text).toContain('axis 1 of "input_ids" is frozen in the graph');
  });

  test("where no two sizes of it can be tried", async () => {
    class Regions extends ToyOnnxConfig {
      override get inputs() {
        return { input_ids: { 0: "batch_size", 1: "regions" } };
      }
      override get outputs() {
        return { last_hidden_state: { 0: "batch_size", 1: "regions" } };
      }
    }
    const { failed, text } = await tried(toy({ onnxConfig: Regions }));
    expect(failed).toEqual(["every free axis is free"]);
    expect(text).toMatch(/found +none or one of regions/);
  });
});
