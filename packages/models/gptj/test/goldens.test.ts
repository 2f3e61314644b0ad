import { expect, test } from "@jest/globals";
import { print } from "@transonnx/graph";
import { goldenGraph, goldenTensors, modelSuite, readGoldens } from "@transonnx/testing";
import { gptj } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);

test.each(modelSuite(gptj, fixtures))("%s", (_, run) => run());

test("is this graph", () => {
  const goldens = readGoldens(new URL("goldens/gptj", fixtures));
  const golden = goldens.find(({ task }) => task === "text-generation-with-past")!;
  expect(print(goldenGraph(gptj, golden, goldenTensors(golden)).outputs)).toMatchSnapshot();
});
