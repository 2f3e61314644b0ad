import { expect, test } from "@jest/globals";
import { print } from "@transonnx/graph";
import { goldenGraph, goldenTensors, modelSuite, readGoldens } from "@transonnx/testing";
import { wav2vec2 } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);

test.each(modelSuite(wav2vec2, fixtures))("%s", (_, run) => run());

test("is this graph", () => {
  const [golden] = readGoldens(new URL("goldens/wav2vec2", fixtures));
  expect(print(goldenGraph(wav2vec2, golden!, goldenTensors(golden!)).outputs)).toMatchSnapshot();
});
