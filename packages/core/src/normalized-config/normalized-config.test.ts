import { describe, expect, test } from "@jest/globals";
import { ConfigError, OptionError } from "../errors/index.ts";
import {
  NormalizedConfig,
  NormalizedSeq2SeqConfig,
  NormalizedTextConfig,
  NormalizedTextConfigWithGQA,
} from "./index.ts";

const bert = {
  model_type: "bert",
  vocab_size: 99,
  hidden_size: 32,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  eos_token_id: null,
};

describe("NormalizedTextConfig", () => {
  test("reads a config by names that do not depend on the model", () => {
    const normalized = new NormalizedTextConfig(bert);
    expect(normalized.numLayers).toBe(2);
    expect(normalized.get("num_layers")).toBe(2);
    expect(normalized.get("numLayers")).toBe(2);
  });

  test("reads any other field of the config by its own name", () => {
    expect(new NormalizedTextConfig({ ...bert, tag_pad_id: 7 }).getNumber("tag_pad_id")).toBe(7);
  });

  test("treats null as absent", () => {
    const normalized = new NormalizedTextConfig(bert);
    expect(normalized.hasAttribute("eos_token_id")).toBe(false);
    expect(() => normalized.eosTokenId).toThrow(ConfigError);
    expect(() => normalized.eosTokenId).toThrow('bert: the config has no "eos_token_id"');
  });

  test("says which value is no number", () => {
    const normalized = new NormalizedTextConfig({ ...bert, vocab_size: "99" });
    expect(() => normalized.vocabSize).toThrow('bert: the config\'s "vocab_size" is "99": expected a number.');
  });

  test("does not see what a config inherits from Object", () => {
    expect(new NormalizedConfig(bert).has("constructor")).toBe(false);
  });
});

describe("withArgs", () => {
  test("gives the names of a model's own config", () => {
    const Gpt2 = NormalizedTextConfig.withArgs({ num_attention_heads: "n_head", hiddenSize: "n_embd" });
    const normalized = new Gpt2({ model_type: "gpt2", n_head: 12, n_embd: 768, n_layer: 6, num_hidden_layers: 6 });
    expect([normalized.numAttentionHeads, normalized.hiddenSize, normalized.numLayers]).toEqual([12, 768, 6]);
  });

  test("can be repeated, and leaves the class as it was", () => {
    const Llama = NormalizedTextConfigWithGQA.withArgs({ hidden_size: "dim" }).withArgs({ num_key_value_heads: "kv" });
    const normalized = new Llama({ model_type: "llama", dim: 64, kv: 2 });
    expect([normalized.hiddenSize, normalized.numKeyValueHeads]).toEqual([64, 2]);
    expect(NormalizedTextConfigWithGQA.attributes.hidden_size).toBe("hidden_size");
  });

  test("follows a dotted path", () => {
    const Text = NormalizedTextConfig.withArgs({ hidden_size: "text_config.hidden_size" });
    expect(new Text({ model_type: "clip", text_config: { hidden_size: 512 } }).hiddenSize).toBe(512);
    expect(new Text({ model_type: "clip" }).has("hidden_size")).toBe(false);
  });

  test("refuses a name that the class lacks, unless allowNew", () => {
    expect(() => NormalizedTextConfig.withArgs({ max_depth: "max_depth" })).toThrow(OptionError);
    const WithDepth = NormalizedTextConfig.withArgs({ depth: "max_depth" }, { allowNew: true });
    expect(new WithDepth({ model_type: "markuplm", max_depth: 50 }).get("depth")).toBe(50);
  });
});

describe("the root config's attribute_map", () => {
  const distilbert = {
    model_type: "distilbert",
    dim: 16,
    n_heads: 2,
    n_layers: 3,
    attribute_map: { hidden_size: "dim", num_attention_heads: "n_heads", num_hidden_layers: "n_layers" },
  };

  test("is asked for a missing field", () => {
    const normalized = new NormalizedSeq2SeqConfig(distilbert);
    expect([normalized.hiddenSize, normalized.numAttentionHeads, normalized.decoderNumLayers]).toEqual([16, 2, 3]);
  });

  test("is asked by the last name of a dotted path", () => {
    const Nested = NormalizedTextConfig.withArgs({ hidden_size: "encoder.hidden_size" });
    expect(new Nested(distilbert).hiddenSize).toBe(16);
  });

  test("is not asked where the field is there", () => {
    expect(new NormalizedTextConfig({ ...distilbert, hidden_size: 99 }).hiddenSize).toBe(99);
  });
});
