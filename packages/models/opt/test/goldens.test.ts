import { expect, test } from "@jest/globals";
import { print } from "@transonnx/graph";
import { goldenGraph, goldenTensors, modelSuite, readGoldens } from "@transonnx/testing";
import { opt } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);

test.each(modelSuite(opt, fixtures))("%s", (_, run) => run());

test("is this graph", () => {
  const goldens = readGoldens(new URL("goldens/opt", fixtures));
  const golden = goldens.find(({ task }) => task === "text-generation-with-past")!;
  expect(print(goldenGraph(opt, golden, goldenTensors(golden)).outputs)).toMatchSnapshot();
});
