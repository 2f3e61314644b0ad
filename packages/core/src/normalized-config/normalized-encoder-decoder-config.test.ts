import { expect, test } from "@jest/globals";
import { ConfigError } from "../errors/index.ts";
import { NormalizedEncoderDecoderConfig } from "./normalized-encoder-decoder-config.ts";
import { NormalizedTextConfig } from "./normalized-text-config.ts";

const config = new NormalizedEncoderDecoderConfig({ model_type: "pair", pad_token_id: 3 });
config.encoder = new NormalizedTextConfig({ model_type: "reader", hidden_size: 8 });
config.decoder = new (NormalizedTextConfig.withArgs({ hidden_size: "width", vocab_size: "words" }))({
  model_type: "writer",
  width: 12,
  words: 99,
});

test("a name is the encoder's where it has it, else the decoder's, else the whole's", () => {
  expect(config.getNumber("hidden_size")).toBe(8);
  expect(config.getNumber("vocab_size")).toBe(99);
  expect(config.get("pad_token_id")).toBe(3);
  expect(["hidden_size", "vocab_size", "pad_token_id", "num_layers"].map((name) => config.has(name))).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

test("a part's own is told by its role, unless a part has the very name", () => {
  expect(config.getNumber("decoder_hidden_size")).toBe(12);
  expect(config.get("encoderHiddenSize")).toBe(8);
  expect(config.has("encoder_vocab_size")).toBe(false);
});

test("a name that none of them has is an error", () => {
  expect(() => config.getNumber("num_layers")).toThrow(ConfigError);
});
