import { describe, expect, test } from "@jest/globals";
import { MissingTensorError } from "@transonnx/core";
import { evaluateGolden, GOLDEN_TOLERANCE, goldenTensors, readGoldens, renamed } from "@transonnx/testing";
import { bert } from "../src/index.ts";

const golden = readGoldens(new URL("../../../../fixtures/goldens/bert", import.meta.url)).find(
  ({ task }) => task === "fill-mask",
)!;
const untied = { ...golden, config: { ...golden.config, tie_word_embeddings: false } };
const tensors = goldenTensors(golden);
const words = tensors.get("bert.embeddings.word_embeddings.weight")!;
const zeros = { ...words, data: new Float32Array(words.data.length) };

describe("the output weight", () => {
  test("is that of the words, whatever the checkpoint holds besides", async () => {
    const both = new Map([...tensors, ["cls.predictions.decoder.weight", zeros] as const]);
    expect(await evaluateGolden(bert, golden, both)).toBeLessThan(GOLDEN_TOLERANCE);
  });

  test("is the checkpoint's own where the config unties it, and then may not be missing", async () => {
    const own = new Map([...tensors, ["cls.predictions.decoder.weight", words] as const]);
    expect(await evaluateGolden(bert, untied, own)).toBeLessThan(GOLDEN_TOLERANCE);
    expect(() => evaluateGolden(bert, untied, tensors)).toThrow(MissingTensorError);
    expect(() => evaluateGolden(bert, untied, tensors)).toThrow('"cls.predictions.decoder.weight" is missing');
  });
});

describe("the output bias", () => {
  const bias = tensors.get("cls.predictions.bias")!;
  const other = { ...bias, data: new Float32Array(bias.data.length) };

  test("is predictions.bias, not decoder.bias", async () => {
    const both = new Map([...tensors, ["cls.predictions.decoder.bias", other] as const]);
    expect(await evaluateGolden(bert, golden, both)).toBeLessThan(GOLDEN_TOLERANCE);
  });

  test("may be stored as decoder.bias alone", async () => {
    const moved = renamed(tensors, (name) => name.replace("predictions.bias", "predictions.decoder.bias"));
    expect(await evaluateGolden(bert, golden, moved)).toBeLessThan(GOLDEN_TOLERANCE);
  });
});
