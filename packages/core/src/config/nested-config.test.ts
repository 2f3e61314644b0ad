import { expect, test } from "@jest/globals";
import { ConfigError } from "../errors/index.ts";
import { nestedConfig } from "./nested-config.ts";
import { configParser } from "./parse-config.ts";

const parse = configParser("tiny", {});

test("an error in a config that lies in another names the field from the root on", () => {
  const read = () => nestedConfig("pair", "decoder", () => parse({ is_decoder: "yes" }));
  expect(read).toThrow(ConfigError);
  expect(read).toThrow('pair: the config\'s "decoder.is_decoder" is "yes": expected false');
});

test("what a parser returns is returned, what else it throws is thrown", () => {
  expect(nestedConfig("pair", "decoder", () => parse({})).model_type).toBe("tiny");
  const error = new RangeError("3 is no multiple of 2");
  expect(() =>
    nestedConfig("pair", "decoder", () => {
      throw error;
    }),
  ).toThrow(error);
});
