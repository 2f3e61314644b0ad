import { expect, test } from "@jest/globals";
import { print } from "@transonnx/graph";
import { goldenGraph, goldenTensors, modelSuite, readGoldens } from "@transonnx/testing";
import { beit } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);

test.each(modelSuite(beit, fixtures))("%s", (_, run) => run());

test("is this graph", () => {
  const [golden] = readGoldens(new URL("goldens/beit", fixtures));
  expect(print(goldenGraph(beit, golden!, goldenTensors(golden!)).outputs)).toMatchSnapshot();
});
