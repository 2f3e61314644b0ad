import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { camembert, data2vecText, roberta, xlmRoberta } from "../src/index.ts";

test("the vocabulary's default size is RoBERTa's own", () => {
  const sizes = [roberta, xlmRoberta, camembert, data2vecText].map(({ parseConfig }) => parseConfig({}).vocab_size);
  expect(sizes).toEqual([50265, 30522, 30522, 30522]);
});

describe("what is not built is refused by name", () => {
  test.each([
    ["pad_token_id", null],
    ["pad_token_id", -1],
    ["hidden_act", "swiglu"],
    ["position_embedding_type", "rotary"],
    ["hidden_size", 770],
    ["is_decoder", true],
  ])("%s: %j", (field, value) => {
    const parse = () => roberta.parseConfig({ [field]: value });
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(`roberta: the config's "${field}"`);
  });
});
