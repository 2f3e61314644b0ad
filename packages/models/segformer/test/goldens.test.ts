import { expect, test } from "@jest/globals";
import { print } from "@transonnx/graph";
import { goldenGraph, goldenTensors, modelSuite, readGoldens } from "@transonnx/testing";
import { segformer } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);

test.each(modelSuite(segformer, fixtures))("%s", (_, run) => run());

test("is this graph", () => {
  const [golden] = readGoldens(new URL("goldens/segformer", fixtures));
  expect(print(goldenGraph(segformer, golden!, goldenTensors(golden!)).outputs)).toMatchSnapshot();
});
