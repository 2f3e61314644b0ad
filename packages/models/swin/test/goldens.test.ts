import { expect, test } from "@jest/globals";
import { print } from "@transonnx/graph";
import { goldenGraph, goldenTensors, modelSuite, readGoldens } from "@transonnx/testing";
import { donutSwin, swin } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);

test.each(modelSuite(swin, fixtures))("swin: %s", (_, run) => run());
test.each(modelSuite(donutSwin, fixtures))("donut-swin: %s", (_, run) => run());

test("is this graph", () => {
  const [golden] = readGoldens(new URL("goldens/swin", fixtures));
  expect(print(goldenGraph(swin, golden!, goldenTensors(golden!)).outputs)).toMatchSnapshot();
});
