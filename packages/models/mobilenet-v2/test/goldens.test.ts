import { expect, test } from "@jest/globals";
import { print } from "@transonnx/graph";
import { goldenGraph, goldenTensors, modelSuite, readGoldens } from "@transonnx/testing";
import { mobilenetV2 } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);

test.each(modelSuite(mobilenetV2, fixtures))("%s", (_, run) => run());

test("is this graph", () => {
  const [golden] = readGoldens(new URL("goldens/mobilenet_v2", fixtures));
  expect(print(goldenGraph(mobilenetV2, golden!, goldenTensors(golden!)).outputs)).toMatchSnapshot();
});
