import { describe, expect, test } from "@jest/globals";
import { print } from "@transonnx/graph";
import { goldenGraph, goldenTensors, modelSuite, readGoldens } from "@transonnx/testing";
import { clip, clipVisionModel } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);

describe.each([clip, clipVisionModel])("$modelType", (definition) => {
  test.each(modelSuite(definition, fixtures))("%s", (_, run) => run());
});

test("is this graph", () => {
  const [golden] = readGoldens(new URL("goldens/clip", fixtures));
  expect(print(goldenGraph(clip, golden!, goldenTensors(golden!)).outputs)).toMatchSnapshot();
});
