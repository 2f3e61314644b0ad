import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "../errors/index.ts";
import { count, nullable, oneOf, optionalIndex, real } from "./fields.ts";
import { configParser, requireDivides } from "./parse-config.ts";

const parse = configParser(
  "tiny",
  {
    hidden_size: count(8),
    heads: count(2),
    epsilon: real(1e-12),
    kind: oneOf(["absolute", "relative"], "absolute"),
    pad_token_id: optionalIndex(1),
    act: nullable(oneOf(["on", "off"]), "on"),
  },
  {
    aliases: { dim: "hidden_size" },
    check: (c) => requireDivides(c, "hidden_size", "heads"),
    adopted: ["configuration_tiny.TinyConfig", "modeling_tiny.TinyModel"],
  },
);

describe("a config.json", () => {
  test("is filled up with transformers' defaults and keeps what is not declared", () => {
    expect(parse({ heads: 4, dropout: 0.1 })).toMatchObject({
      model_type: "tiny",
      hidden_size: 8,
      heads: 4,
      epsilon: 1e-12,
      kind: "absolute",
      dropout: 0.1,
      tie_word_embeddings: true,
    });
  });

  test("may use another name for a field", () => {
    expect(parse({ dim: 16 }).hidden_size).toBe(16);
    expect(parse({ dim: 16, hidden_size: 16 }).hidden_size).toBe(16);
    expect(parse({}).attribute_map).toEqual({ dim: "hidden_size" });
  });

  test("may name code that is the library's own by now", () => {
    const auto_map = { AutoConfig: "configuration_tiny.TinyConfig", AutoModel: "maker/tiny--modeling_tiny.TinyModel" };
    expect(parse({ auto_map }).auto_map).toBeUndefined();
  });

  test("may name code that makes tokens, which no graph depends on", () => {
    const auto_map = { AutoModel: "modeling_tiny.TinyModel", AutoTokenizer: ["tokenization_tiny.TinyTokenizer", null] };
    expect(parse({ auto_map }).auto_map).toBeUndefined();
    expect(parse({ auto_map: { AutoTokenizer: "maker/tiny" } }).auto_map).toBeUndefined();
  });

  test.each([
    [{ hidden_size: "8" }, 'tiny: the config\'s "hidden_size" is "8": expected a positive integer'],
    [{ hidden_size: 0 }, "expected a positive integer"],
    [{ hidden_size: 2.5 }, "expected a positive integer"],
    [{ epsilon: null }, "expected a number"],
    [{ epsilon: Number.NaN }, '"epsilon" is NaN: expected a number'],
    [{ kind: "rotary" }, '"kind" is "rotary": expected "absolute", "relative"'],
    [{ pad_token_id: -1 }, "expected an integer that is not negative, or null"],
    [{ hidden_size: 9 }, '"hidden_size" is 9: expected a multiple of heads = 2'],
    [{ dim: 16, hidden_size: 32 }, '"dim" is 16: expected hidden_size = 32, which is the same field'],
    [{ act: 3 }, '"act" is 3: expected "on", "off", or null'],
    [{ is_decoder: true }, '"is_decoder" is true'],
    [{ add_cross_attention: true }, '"add_cross_attention" is true'],
    [{ is_encoder_decoder: true }, '"is_encoder_decoder" is true'],
    [{ pruned_heads: { 0: [1] } }, '"pruned_heads"'],
    [{ quantization_config: { bits: 4 } }, "Quantised checkpoints are not read"],
    [{ auto_map: { AutoModel: "modeling.py" } }, "code of its own"],
    [{ auto_map: { AutoConfig: "configuration_tiny.TinyConfig", AutoModel: "modeling.Other" } }, "code of its own"],
    [{ rope_parameters: { rope_theta: 10000 } }, "transformers 5 wrote the file"],
  ])("%j is refused by name", (json, message) => {
    expect(() => parse(json)).toThrow(ConfigError);
    expect(() => parse(json)).toThrow(message);
  });

  test.each([[{ kind: "rotary" }], [{ quantization_config: {} }], [{ auto_map: {} }], [{ pruned_heads: { 0: [1] } }]])(
    "%j is well-formed and not built, as the values that are built tell",
    (json) => expect(() => parse(json)).toThrow(expect.objectContaining({ allowed: expect.any(Array) })),
  );
});
