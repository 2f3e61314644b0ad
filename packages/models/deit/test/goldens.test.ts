import { expect, test } from "@jest/globals";
import { print } from "@transonnx/graph";
import { goldenGraph, goldenTensors, modelSuite, readGoldens } from "@transonnx/testing";
import { deit } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);

test.each(modelSuite(deit, fixtures))("%s", (_, run) => run());

test("is this graph", () => {
  const [golden] = readGoldens(new URL("goldens/deit", fixtures));
  expect(print(goldenGraph(deit, golden!, goldenTensors(golden!)).outputs)).toMatchSnapshot();
});
