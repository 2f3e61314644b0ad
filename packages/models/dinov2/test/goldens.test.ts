import { expect, test } from "@jest/globals";
import { print } from "@transonnx/graph";
import { goldenGraph, goldenTensors, modelSuite, readGoldens } from "@transonnx/testing";
import { dinov2 } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);

test.each(modelSuite(dinov2, fixtures))("%s", (_, run) => run());

test("is this graph", () => {
  const [golden] = readGoldens(new URL("goldens/dinov2", fixtures));
  expect(print(goldenGraph(dinov2, golden!, goldenTensors(golden!)).outputs)).toMatchSnapshot();
});
