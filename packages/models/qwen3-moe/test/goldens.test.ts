import { expect, test } from "@jest/globals";
import { print } from "@transonnx/graph";
import { goldenGraph, goldenTensors, modelSuite, readGoldens } from "@transonnx/testing";
import { qwen3Moe } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);

test.each(modelSuite(qwen3Moe, fixtures))("%s", (_, run) => run());

test("is this graph", () => {
  const goldens = readGoldens(new URL("goldens/qwen3_moe", fixtures));
  const golden = goldens.find(({ task }) => task === "text-generation-with-past")!;
  expect(print(goldenGraph(qwen3Moe, golden, goldenTensors(golden)).outputs)).toMatchSnapshot();
});
