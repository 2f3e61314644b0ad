import { describe, expect, test } from "@jest/globals";
import type { TensorIndex, TensorInfo } from "@transonnx/core";
import { arrayOf } from "@transonnx/graph";
import { encodeModel } from "@transonnx/onnx";
import { goldenGraphs, goldenModel, goldenTensors, readGoldens, runOnnx } from "@transonnx/testing";
import { bart, marian, mbart } from "../src/index.ts";

const goldensOf = (modelType: string) =>
  readGoldens(new URL(`../../../../fixtures/goldens/${modelType}`, import.meta.url));
const goldenOf = (modelType: string, wanted: string) => goldensOf(modelType).find(({ task }) => task === wanted)!;

const whole = goldenOf("bart", "text2text-generation");
const tensors = goldenTensors(whole);
const renamed = (index: TensorIndex, rename: (name: string) => string): TensorIndex =>
  new Map([...index].map(([name, info]) => [rename(name), info]));
const without = (index: TensorIndex, name: RegExp): TensorIndex =>
  new Map([...index].filter(([key]) => !name.test(key)));
const parts = (index: TensorIndex, task: string = whole.task, config = {}) =>
  Object.keys(goldenGraphs(bart, { config: { ...whole.config, ...config }, task }, index));

describe("a whole model's checkpoint", () => {
  test("has the decoder that generates text alone", () => {
    expect(parts(tensors, "text-generation-with-past")).toEqual(["model"]);
  });

  test("has no layers of the encoder that its config does not know", () => {
    expect(() => parts(tensors, whole.task, { encoder_layers: 1 })).toThrow(/model\.encoder\.layers\.1/);
  });

  test("may be a base model's, and lack the bias of the words, which is zero", () => {
    const base = renamed(without(tensors, /^final_logits_bias$/), (name) => name.replace(/^model\./, ""));
    expect(parts(base)).toEqual(["encoder_model", "decoder_model"]);
  });

  test.each(["decoder", "encoder"])("may have its words under the %s's name", (part) => {
    const moved = renamed(tensors, (name) => name.replace("model.shared.", `model.${part}.embed_tokens.`));
    expect(parts(moved)).toEqual(["encoder_model", "decoder_model"]);
  });
});

describe("Marian's sines", () => {
  const golden = goldenOf("marian", "text2text-generation");
  const computed = goldenTensors(golden);
  const stored: TensorIndex = new Map<string, TensorInfo>([
    ...computed,
    ...["encoder", "decoder"].map(
      (part) => [`model.${part}.embed_positions.weight`, { dtype: "float32", shape: [40, 32] }] as const,
    ),
  ]);

  test.each([
    ["are computed where a checkpoint has none", computed, 0],
    ["are the checkpoint's where it has them", stored, 1],
  ])("%s", (_, index, count) => {
    const read = Object.values(goldenGraphs(marian, golden, index)).map(
      ({ parameters }) => [...parameters].filter((name) => name.includes("embed_positions")).length,
    );
    expect(read).toEqual([count, count]);
  });
});

test("Marian's decoder may have fewer words of its own", () => {
  const golden = goldenOf("marian", "text2text-generation");
  const config = { ...golden.config, share_encoder_decoder_embeddings: false, decoder_vocab_size: 50 };
  const shapes: Readonly<Record<string, readonly number[]>> = {
    "model.encoder.embed_tokens.weight": [99, 32],
    "model.decoder.embed_tokens.weight": [50, 32],
    final_logits_bias: [1, 50],
  };
  const apart: TensorIndex = new Map<string, TensorInfo>([
    ...without(goldenTensors(golden), /shared/),
    ...Object.entries(shapes).map(([name, shape]) => [name, { dtype: "float32", shape }] as const),
  ]);
  const { decoder_model: decoder } = goldenGraphs(marian, { ...golden, config }, apart);
  expect(decoder!.outputs.logits!.type.shape.at(-1)).toBe(50);
});

describe("a text that the decoder reads too", () => {
  const classifier = goldenOf("bart", "text-classification");
  const other = (config: object) => () =>
    goldenGraphs(bart, { ...classifier, config: { ...classifier.config, ...config } }, goldenTensors(classifier));

  test("needs the token that it starts with, and one that ends it", () => {
    expect(other({ decoder_start_token_id: null })).toThrow(/decoder_start_token_id/);
    expect(other({ eos_token_id: [2, 3] })).toThrow(/eos_token_id/);
  });

  test("needs mBART's padding, in front of which it ends", () => {
    const golden = goldenOf("mbart", "question-answering");
    const config = { ...golden.config, pad_token_id: null };
    expect(() => goldenGraphs(mbart, { ...golden, config }, goldenTensors(golden))).toThrow(/pad_token_id/);
  });
});

test("a text longer than the learned positions is an error in ONNX Runtime too, at the position that is not there", async () => {
  const model = await encodeModel(goldenModel(bart, goldenOf("bart", "text-generation"), 18));
  const ones = arrayOf("int64", [1, 41], new Array(41).fill(1));
  const run = runOnnx(model, (run) => run({ input_ids: ones, attention_mask: ones }));
  await expect(run).rejects.toThrow(/embed_positions.*out of data bounds, idx=42/);
});
