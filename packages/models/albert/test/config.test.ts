import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { albert } from "../src/index.ts";

test("layers of a group run one after the other, as many as transformers can run", () => {
  const layers = { num_hidden_layers: 5, num_hidden_groups: 2 };
  expect(albert.parseConfig({ ...layers, inner_group_num: 2 }).inner_group_num).toBe(2);
  expect(() => albert.parseConfig({ ...layers, inner_group_num: 3 })).toThrow(
    '"inner_group_num" is 3: expected at most num_hidden_layers / num_hidden_groups = 2',
  );
});

describe("what is not built is refused by name", () => {
  test.each([
    ["num_hidden_groups", 0],
    ["hidden_act", "swiglu"],
    ["position_embedding_type", "rotary"],
    ["hidden_size", 4097],
    ["is_decoder", true],
  ])("%s: %j", (field, value) => {
    const parse = () => albert.parseConfig({ [field]: value });
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(`albert: the config's "${field}"`);
  });
});
