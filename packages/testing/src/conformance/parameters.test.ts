import { describe, expect, test } from "@jest/globals";
import { type Forward, linear } from "@transonnx/core";
import { add, mul, relu, scalar } from "@transonnx/graph";
import { forward, golden, type ToyConfig, toy, tried, words } from "../../test/toy-model.ts";

describe("tensors", () => {
  test("that nobody reads are named", async () => {
    const extra = { name: "pooler.weight", shape: [4], dtype: "F32", offset: 0, scale: 1 };
    const goldens = [{ ...golden, tensors: [...golden.tensors, extra] }];
    const { failed, text } = await tried(toy(), { goldens });
    expect(failed).toEqual(["every tensor is read"]);
    expect(text).toContain("pooler.weight");
    expect((await tried(toy({ mayHold: [/^pooler\./] }), { goldens })).failed).toEqual([]);
  });

  test("that are asked for and dropped are named", async () => {
    const drops: Forward<ToyConfig> = (c, p, x, cache) => {
      p.get("words.weight", [c.vocab_size, c.hidden_size]);
      p.get("dense.bias", [c.hidden_size]);
      return forward(c, { ...p, at: p.at }, x, cache);
    };
    expect((await tried(toy({ forward: drops }))).failed).toEqual([]);
    const dropsBias: Forward<ToyConfig> = (c, p, x) => {
      p.get("dense.bias", [c.hidden_size]);
      return { last_hidden_state: relu(linear(p.at("dense"), words(c, p, x), c.hidden_size, { bias: false })) };
    };
    const { failed, text } = await tried(toy({ forward: dropsBias }));
    expect(failed).toContain("every tensor is read");
    expect(text).toContain("dense.bias");
  });

  const hides: Forward<ToyConfig> = (c, p, x) => {
    const hidden = mul(p.get("dense.bias", [c.hidden_size]), scalar(0));
    return {
      last_hidden_state: add(linear(p.at("dense"), words(c, p, x), c.hidden_size, { bias: false }), hidden),
    };
  };

  test("that change nothing are named", async () => {
    const { failed, text } = await tried(toy({ forward: hides }));
    expect(failed).toContain("every tensor matters");
    expect(text).toMatch(/found +dense\.bias/);
  });

  test("that change nothing may be listed in the golden", async () => {
    const goldens = [{ ...golden, unused: ["dense.bias"] }];
    expect((await tried(toy({ forward: hides }), { goldens })).failed).not.toContain("every tensor matters");
  });
});
