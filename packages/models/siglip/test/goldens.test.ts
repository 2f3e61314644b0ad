import { describe, expect, test } from "@jest/globals";
import { print } from "@transonnx/graph";
import { goldenGraph, goldenTensors, modelSuite, readGoldens } from "@transonnx/testing";
import { siglip, siglipVisionModel } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);

describe.each([siglip, siglipVisionModel])("$modelType", (definition) => {
  test.each(modelSuite(definition, fixtures))("%s", (_, run) => run());
});

test("is this graph", () => {
  const [golden] = readGoldens(new URL("goldens/siglip", fixtures));
  expect(print(goldenGraph(siglip, golden!, goldenTensors(golden!)).outputs)).toMatchSnapshot();
});
