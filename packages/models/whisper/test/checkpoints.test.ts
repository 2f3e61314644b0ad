import { describe, expect, test } from "@jest/globals";
import { arrayOf, type NDArray } from "@transonnx/graph";
import { encodeModel } from "@transonnx/onnx";
import {
  evaluateGolden,
  GOLDEN_TOLERANCE,
  goldenGraphs,
  goldenModels,
  goldenTensors,
  readGoldens,
  runOnnx,
} from "@transonnx/testing";
import { whisper } from "../src/index.ts";

const goldens = readGoldens(new URL("../../../../fixtures/goldens/whisper", import.meta.url));
const goldenOf = (task: string) => goldens.find((golden) => golden.task === task)!;

type Tensors = ReadonlyMap<string, NDArray>;
const renamed = (tensors: Tensors, rename: (name: string) => string): Tensors =>
  new Map([...tensors].map(([name, tensor]) => [rename(name), tensor]));

const recognition = goldenOf("automatic-speech-recognition-with-past");
const classification = goldenOf("audio-classification");
const tensors = goldenTensors(recognition);

describe("a checkpoint for speech recognition", () => {
  test.each<readonly [string, Tensors]>([
    ["may be a base model's", renamed(tensors, (name) => name.replace(/^model\./, ""))],
    [
      "may hold the words once more, as the output that they are",
      new Map([...tensors, ["proj_out.weight", tensors.get("model.decoder.embed_tokens.weight")!]]),
    ],
  ])("%s", async (_, held) => {
    expect(await evaluateGolden(whisper, recognition, held)).toBeLessThanOrEqual(GOLDEN_TOLERANCE);
  });

  test("has the encoder and the decoder of a base model", () => {
    const { config } = goldenOf("feature-extraction-with-past");
    const graphs = goldenGraphs(whisper, { config, task: "feature-extraction-with-past" }, tensors);
    expect(Object.keys(graphs)).toEqual(["encoder_model", "decoder_model", "decoder_with_past_model"]);
  });

  test.each(["encoder", "decoder"])("has no layers of the %s that its config does not know", (part) => {
    const fewer = { ...recognition, config: { ...recognition.config, [`${part}_layers`]: 1 } };
    expect(() => goldenGraphs(whisper, fewer, tensors)).toThrow(`model.${part}.layers.1`);
  });

  test("has no head of sounds", () => {
    expect(() => goldenGraphs(whisper, { ...recognition, task: "audio-classification" }, tensors)).toThrow("projector");
  });
});

test("a checkpoint for sounds may hold a decoder, which is left", async () => {
  const base = renamed(tensors, (name) => name.replace(/^model\./, ""));
  const decoder = [...base].filter(([name]) => name.startsWith("decoder."));
  const both = new Map([...goldenTensors(classification), ...decoder]);
  expect(await evaluateGolden(whisper, classification, both)).toBeLessThanOrEqual(GOLDEN_TOLERANCE);
});

test("a text longer than the positions is an error in ONNX Runtime too, at the position that is not there", async () => {
  const { decoder_model: decoder } = goldenModels(whisper, goldenOf("automatic-speech-recognition"), { opset: 18 });
  const run = runOnnx(await encodeModel(decoder!), (run) =>
    run({
      input_ids: arrayOf("int64", [1, 21], new Array(21).fill(5)),
      encoder_hidden_states: arrayOf("float32", [1, 1, 32], new Array(32).fill(0)),
    }),
  );
  await expect(run).rejects.toThrow(/embed_positions.*out of data bounds, idx=20/);
});
