import { describe, expect, test } from "@jest/globals";
import { arrayOf, type Dim, evaluate, input, type NDArray, print, toNumbers } from "@transonnx/graph";
import { TransonnxError } from "../errors/transonnx-error.ts";
import { createCache } from "./cache.ts";

const tensor = (name: string, ...shape: Dim[]) => input(name, { dtype: "float32", shape });
const past = (key: Dim[], value = key) => ({
  "past_key_values.0.key": tensor("past_key_values.0.key", ...key),
  "past_key_values.0.value": tensor("past_key_values.0.value", ...value),
});
const [q, k, v] = [tensor("q", "b", "s", 8), tensor("k", "b", "s", 4), tensor("v", "b", "s", 4)];
const heads = { query: 4, keyValue: 2 };
const names = ["logits", "present.0.key", "present.0.value"];

describe("a model without a past", () => {
  test("has plain attention where nobody asks for its keys", () => {
    const cache = createCache({});
    expect(cache.length).toBe(0);
    expect(print({ y: cache.layer(0).attend(q, k, v, heads) })).toContain(
      "Attention(q, k, v, kv_num_heads=2, q_num_heads=4)",
    );
    expect(cache.presents).toEqual({});
  });

  test("leaves its keys where they are outputs", () => {
    const cache = createCache({}, names);
    cache.layer(0).attend(q, k, v, heads);
    expect(cache.presents["present.0.key"]!.type.shape).toEqual(["b", 2, "s", 2]);
  });

  test("leaves no more than a window will look back on", () => {
    const cache = createCache({}, names);
    cache.layer(0).attend(q, k, v, heads, { window: 4 });
    expect(cache.presents["present.0.key"]!.type.shape).toEqual(["b", 2, "min(3, s)", 2]);
  });
});

describe("a model with a past", () => {
  const inputs = past(["b", 2, "p", 2]);

  test("attends to it, and hands it on with the new keys, whatever a window sees", () => {
    const cache = createCache(inputs, names);
    expect(cache.length).toBe("p");
    expect(cache.layer(0).attend(q, k, v, heads, { window: 4 }).type.shape).toEqual(["b", "s", 8]);
    expect(cache.presents["present.0.value"]!.type.shape).toEqual(["b", 2, "p + s", 2]);
  });

  test("bounds scores before it masks them", async () => {
    const mask = tensor("mask", 1, 1, "s", "p + s");
    const found = createCache(inputs).layer(0).attend(q, k, v, heads, { softcap: 2, scale: 1, mask });
    const one = (value: number, ...shape: number[]) =>
      arrayOf("float32", shape, Array(shape.reduce((a, b) => a * b)).fill(value));
    const fed: Record<string, NDArray> = {
      ...{ q: one(1, 1, 1, 8), k: one(0, 1, 1, 4), v: one(5, 1, 1, 4) },
      ...{ "past_key_values.0.key": one(9, 1, 2, 1, 2), "past_key_values.0.value": one(1, 1, 2, 1, 2) },
      mask: arrayOf("float32", [1, 1, 1, 2], [-1e38, 0]),
    };
    const [y] = await evaluate([found], { inputs: fed });
    expect(Array.from(toNumbers(y!))).toEqual(Array(8).fill(5));
  });

  test.each([
    ["rank", ["b", "p", 4], "found float32[b, p, 4]"],
    ["head count", ["b", 4, "p", 2], "expected [batch, 2 heads, past, head size 2]"],
    ["head size", ["b", 2, "p", 3], "found float32[b, 2, p, 3]"],
  ])("of the wrong %s is refused", (_, shape, mention) => {
    const attend = () => createCache(past(shape)).layer(0).attend(q, k, v, heads);
    expect(attend).toThrow(TransonnxError);
    expect(attend).toThrow(mention);
  });

  test("refuses a mask that is shorter than past and new tokens", () => {
    const mask = tensor("mask", "b", 1, "s", "s");
    const attend = () => createCache(inputs).layer(0).attend(q, k, v, heads, { mask });
    expect(attend).toThrow("an attention mask is for s keys: expected p + s: the past and the new tokens");
  });
});

describe("what an encoder saw", () => {
  const memory = () => [k, v] as const;

  test("is projected once and kept", () => {
    const cache = createCache({}, ["present.0.decoder.key", "present.0.encoder.key", "present.0.encoder.value"]);
    cache.layer(0).attend(q, k, v, heads);
    cache.layer(0).crossAttend(q, memory, heads);
    expect(Object.keys(cache.presents)).toContain("present.0.decoder.key");
    expect(cache.presents["present.0.encoder.key"]!.type.shape).toEqual(["b", 2, "s", 2]);
  });

  test("is taken from the past where it is there", () => {
    const seen = { "past_key_values.0.encoder.key": k, "past_key_values.0.encoder.value": v };
    const fourAxes = Object.fromEntries(Object.keys(seen).map((name) => [name, tensor(name, "b", 2, "t", 2)]));
    const never = () => {
      throw new Error("the encoder's output is not needed");
    };
    expect(createCache(fourAxes).layer(0).crossAttend(q, never, heads).type.shape).toEqual(["b", "s", 8]);
  });
});
