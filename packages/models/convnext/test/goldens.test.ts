import { describe, expect, test } from "@jest/globals";
import { print } from "@transonnx/graph";
import { goldenGraph, goldenTensors, modelSuite, readGoldens } from "@transonnx/testing";
import { convnext, convnextv2 } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);

describe.each([convnext, convnextv2])("$modelType", (definition) => {
  test.each(modelSuite(definition, fixtures))("%s", (_, run) => run());
});

test("is this graph", () => {
  const [golden] = readGoldens(new URL("goldens/convnextv2", fixtures));
  expect(print(goldenGraph(convnextv2, golden!, goldenTensors(golden!)).outputs)).toMatchSnapshot();
});
