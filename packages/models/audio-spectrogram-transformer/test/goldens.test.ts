import { expect, test } from "@jest/globals";
import { print } from "@transonnx/graph";
import { goldenGraph, goldenTensors, modelSuite, readGoldens } from "@transonnx/testing";
import { audioSpectrogramTransformer } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);

test.each(modelSuite(audioSpectrogramTransformer, fixtures))("%s", (_, run) => run());

test("is this graph", () => {
  const [golden] = readGoldens(new URL("goldens/audio-spectrogram-transformer", fixtures));
  expect(print(goldenGraph(audioSpectrogramTransformer, golden!, goldenTensors(golden!)).outputs)).toMatchSnapshot();
});
