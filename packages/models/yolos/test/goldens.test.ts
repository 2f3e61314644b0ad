import { expect, test } from "@jest/globals";
import { print } from "@transonnx/graph";
import { goldenGraph, goldenTensors, modelSuite, readGoldens } from "@transonnx/testing";
import { yolos } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);

test.each(modelSuite(yolos, fixtures))("%s", (_, run) => run());

test("is this graph", () => {
  const [golden] = readGoldens(new URL("goldens/yolos", fixtures));
  expect(print(goldenGraph(yolos, golden!, goldenTensors(golden!)).outputs)).toMatchSnapshot();
});
